// expect: none
// A jthread joins in its destructor.
#include <atomic>
#include <thread>

std::atomic<int> steps(0);

int main() {
  std::jthread worker([] { steps++; });
  if (steps.load() == 0) return 0;
  worker.join();
}
