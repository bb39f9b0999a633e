// expect: none
// Two binary semaphores pass data to and fro.
#include <cassert>
#include <semaphore>
#include <thread>

std::binary_semaphore question(0), answer(0);
int data = 0;

int main() {
  std::thread helper([] {
    question.acquire();
    data *= 2;
    answer.release();
  });
  data = 21;
  question.release();
  answer.acquire();
  assert(data == 42);
  helper.join();
}
