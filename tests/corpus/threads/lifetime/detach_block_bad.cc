// expect: leak
// A detached thread may still fill a block of the heap when main ends, and the work is lost.
#include <atomic>
#include <thread>

int main() {
  static std::atomic<int>* const results = new std::atomic<int>[2]();
  std::thread([] {
    results[0] = 1;
    results[1] = 1;
  }).detach();
}
