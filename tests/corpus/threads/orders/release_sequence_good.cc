// expect: none
// A relaxed read-modify-write of a third thread continues the release sequence.
#include <atomic>
#include <cassert>
#include <thread>

int data = 0;
std::atomic<int> stage(0);

int main() {
  std::thread writer([] {
    data = 1;
    stage.fetch_add(1, std::memory_order_release);
  });
  std::thread relay([] { stage.fetch_add(10, std::memory_order_relaxed); });
  std::thread reader([] {
    if (stage.load(std::memory_order_acquire) % 10 == 1) assert(data == 1);
  });
  writer.join();
  relay.join();
  reader.join();
}
