// expect: data-race
// A getter locks, but returns a reference that is used after the unlock.
#include <mutex>
#include <thread>

class Box {
 public:
  int& Value() {
    std::lock_guard<std::mutex> lock(mutex_);
    return value_;
  }

 private:
  std::mutex mutex_;
  int value_ = 0;
};
Box box;

int main() {
  std::thread a([] { box.Value()++; });
  std::thread b([] { box.Value()++; });
  a.join();
  b.join();
}
