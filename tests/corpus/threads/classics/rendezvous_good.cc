// expect: none
// Both threads say that they are there and wait for the other then.
#include <cassert>
#include <semaphore>
#include <thread>

std::binary_semaphore here[2] = {std::binary_semaphore(0), std::binary_semaphore(0)};
int parts[2] = {0, 0};

void Meet(int me) {
  parts[me] = 1;
  here[me].release();
  here[1 - me].acquire();
  assert(parts[0] + parts[1] == 2);
}

int main() {
  std::thread a(Meet, 0), b(Meet, 1);
  a.join();
  b.join();
}
