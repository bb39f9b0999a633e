// expect: data-race
// The result of try_acquire_for is ignored.
#include <chrono>
#include <semaphore>
#include <thread>

std::binary_semaphore ready(0);
int data = 0;
int seen = 0;

int main() {
  std::thread consumer([] {
    (void)ready.try_acquire_for(std::chrono::milliseconds(1));
    seen = data;
  });
  data = 1;
  ready.release();
  consumer.join();
}
