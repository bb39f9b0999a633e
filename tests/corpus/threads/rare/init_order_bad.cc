// expect: assertion
// A reader trusts that the loader has finished, because the loader was started first.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> loaded(0);

int main() {
  std::thread loader([] {
    loaded++;
    loaded++;
  });
  std::thread reader([] { assert(loaded == 2); });
  loader.join();
  reader.join();
}
