// expect: deadlock
// a.Swap(b) and b.Swap(a) lock the two objects in opposite orders.
#include <mutex>
#include <thread>
#include <utility>

class Cell {
 public:
  void Swap(Cell& other) {
    std::lock_guard<std::mutex> mine(mutex_);
    std::lock_guard<std::mutex> theirs(other.mutex_);
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
