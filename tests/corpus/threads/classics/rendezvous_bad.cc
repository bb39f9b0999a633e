// expect: deadlock
// Both threads wait for the other before they say that they are there themselves.
#include <semaphore>
#include <thread>

std::binary_semaphore here[2] = {std::binary_semaphore(0), std::binary_semaphore(0)};

void Meet(int me) {
  here[1 - me].acquire();
  here[me].release();
}

int main() {
  std::thread a(Meet, 0), b(Meet, 1);
  a.join();
  b.join();
}
