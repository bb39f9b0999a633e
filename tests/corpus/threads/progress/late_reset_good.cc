// expect: none
// The flag is reset before any thread starts.
#include <atomic>
#include <thread>

std::atomic<bool> ready(true);

int main() {
  ready = false;
  std::thread producer([] { ready = true; });
  std::thread consumer([] {
    while (!ready) std::this_thread::yield();
  });
  producer.join();
  consumer.join();
}
