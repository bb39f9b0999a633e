// expect: data-race
// The writer releases, but the reader loads relaxed.
#include <atomic>
#include <thread>

int data = 0;
std::atomic<int> ready(0);
int seen = 0;

int main() {
  std::thread writer([] {
    data = 1;
    ready.store(1, std::memory_order_release);
  });
  std::thread reader([] {
    while (ready.load(std::memory_order_relaxed) == 0) std::this_thread::yield();
    seen = data;
  });
  writer.join();
  reader.join();
}
