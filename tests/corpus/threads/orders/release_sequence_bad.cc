// expect: data-race
// A relaxed store of a third thread breaks the release sequence.
#include <atomic>
#include <thread>

int data = 0;
std::atomic<int> stage(0);
int seen = 0;

int main() {
  std::thread writer([] {
    data = 1;
    stage.store(1, std::memory_order_release);
  });
  std::thread relay([] {
    if (stage.load(std::memory_order_relaxed) == 1) stage.store(2, std::memory_order_relaxed);
  });
  std::thread reader([] {
    if (stage.load(std::memory_order_acquire) == 2) seen = data;
  });
  writer.join();
  relay.join();
  reader.join();
}
