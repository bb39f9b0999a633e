// expect: none
// atomic<shared_ptr> hands an object over: whoever exchanges it out owns it.
#include <atomic>
#include <cassert>
#include <memory>
#include <thread>

std::atomic<std::shared_ptr<int>> box(std::make_shared<int>(1));
std::atomic<int> winners(0);

void Take() {
  std::shared_ptr<int> mine = box.exchange(nullptr);
  if (mine == nullptr) return;
  ++*mine;
  winners++;
}

int main() {
  std::thread a(Take), b(Take);
  a.join();
  b.join();
  assert(winners == 1);
}
