// expect: data-race
// The semaphore is released before the data is complete.
#include <semaphore>
#include <thread>

std::binary_semaphore ready(0);
int data = 0;
int seen = 0;

int main() {
  std::thread consumer([] {
    ready.acquire();
    seen = data;
  });
  ready.release();
  data = 1;
  consumer.join();
}
