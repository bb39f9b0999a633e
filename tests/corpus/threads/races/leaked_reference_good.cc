// expect: none
// The class changes its value inside of the lock and hands out copies only.
#include <cassert>
#include <mutex>
#include <thread>

class Box {
 public:
  void Add() {
    std::lock_guard<std::mutex> lock(mutex_);
    value_++;
  }
  int Value() {
    std::lock_guard<std::mutex> lock(mutex_);
    return value_;
  }

 private:
  std::mutex mutex_;
  int value_ = 0;
};
Box box;

int main() {
  std::thread a([] { box.Add(); });
  std::thread b([] { box.Add(); });
  a.join();
  b.join();
  assert(box.Value() == 2);
}
