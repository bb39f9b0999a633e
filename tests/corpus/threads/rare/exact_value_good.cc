// expect: none
// The walker skips the forbidden step.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> step(0);

int main() {
  std::thread walker([] {
    for (int i = 1; i <= 4; ++i) {
      if (i != 2) step = i;
    }
  });
  std::thread observer([] { assert(step != 2); });
  walker.join();
  observer.join();
}
