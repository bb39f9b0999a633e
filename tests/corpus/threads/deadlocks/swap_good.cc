// expect: none
// Swap locks the two objects in the order of their addresses.
#include <functional>
#include <mutex>
#include <thread>
#include <utility>

class Cell {
 public:
  void Swap(Cell& other) {
    if (this == &other) return;
    bool before = std::less<Cell*>()(this, &other);
    std::lock_guard<std::mutex> first(before ? mutex_ : other.mutex_);
    std::lock_guard<std::mutex> second(before ? other.mutex_ : mutex_);
    std::swap(value_, other.value_);
  }

 private:
  std::mutex mutex_;
  int value_ = 0;
};
Cell one, two;

int main() {
  std::thread a([] { one.Swap(two); });
  std::thread b([] { two.Swap(one); });
  a.join();
  b.join();
}
