// expect: assertion
// The observer fails only if it looks exactly between the second and the third step.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> step(0);

int main() {
  std::thread walker([] {
    for (int i = 1; i <= 4; ++i) step = i;
  });
  std::thread observer([] { assert(step != 2); });
  walker.join();
  observer.join();
}
