// expect: livelock
// The consumer resets the flag when it starts, and may wipe out the word of the producer.
#include <atomic>
#include <thread>

std::atomic<bool> ready(false);

int main() {
  std::thread producer([] { ready = true; });
  std::thread consumer([] {
    ready = false;
    while (!ready) std::this_thread::yield();
  });
  producer.join();
  consumer.join();
}
