// expect: data-race
// atomic<shared_ptr> protects the pointer, not the object that it points to.
#include <atomic>
#include <memory>
#include <thread>

std::atomic<std::shared_ptr<int>> current(std::make_shared<int>(0));

void Work() {
  std::shared_ptr<int> mine = current.load();
  ++*mine;
}

int main() {
  std::thread a(Work), b(Work);
  a.join();
  b.join();
}
