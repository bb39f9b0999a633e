// expect: data-race
// A relaxed flag publishes plain data.
#include <atomic>
#include <thread>

int data = 0;
std::atomic<bool> ready(false);
int seen = 0;

int main() {
  std::thread writer([] {
    data = 1;
    ready.store(true, std::memory_order_relaxed);
  });
  std::thread reader([] {
    if (ready.load(std::memory_order_relaxed)) seen = data;
  });
  writer.join();
  reader.join();
}
