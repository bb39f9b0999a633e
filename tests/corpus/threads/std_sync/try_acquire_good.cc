// expect: none
// The data is used only if try_acquire succeeded.
#include <cassert>
#include <semaphore>
#include <thread>

std::binary_semaphore ready(0);
int data = 0;

int main() {
  std::thread consumer([] {
    if (ready.try_acquire()) assert(data == 1);
  });
  data = 1;
  ready.release();
  consumer.join();
}
