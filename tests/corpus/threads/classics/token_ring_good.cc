// expect: none
// Three threads pass a token round with one semaphore each.
#include <cassert>
#include <semaphore>
#include <thread>

std::binary_semaphore turns[3] = {std::binary_semaphore(1), std::binary_semaphore(0),
                                  std::binary_semaphore(0)};
int token = 0;

void Pass(int me) {
  turns[me].acquire();
  assert(token == me);
  token = (token + 1) % 3;
  turns[(me + 1) % 3].release();
}

int main() {
  std::thread a(Pass, 0), b(Pass, 1), c(Pass, 2);
  a.join();
  b.join();
  c.join();
  assert(token == 0);
}
