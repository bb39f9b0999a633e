// expect: none
// A reader waits for the word of the loader.
#include <atomic>
#include <cassert>
#include <future>
#include <thread>

std::atomic<int> loaded(0);

int main() {
  std::promise<void> finished;
  std::thread loader([&finished] {
    loaded++;
    loaded++;
    finished.set_value();
  });
  std::thread reader([future = finished.get_future()]() mutable {
    future.wait();
    assert(loaded == 2);
  });
  loader.join();
  reader.join();
}
