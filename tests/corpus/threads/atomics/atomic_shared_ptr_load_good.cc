// expect: none
// Loads and stores of one atomic<shared_ptr> at a time: the lock inside it is the library's affair.
#include <atomic>
#include <cassert>
#include <memory>
#include <thread>

std::atomic<std::shared_ptr<int>> current(std::make_shared<int>(0));

int main() {
  std::thread writer([] { current.store(std::make_shared<int>(1)); });
  std::thread reader([] {
    int first = *current.load();
    assert(*current.load() >= first);
  });
  writer.join();
  reader.join();
  assert(*current.load() == 1);
}
