// expect: none
// The cache is filled under the exclusive lock, after a second look.
#include <cassert>
#include <mutex>
#include <shared_mutex>
#include <thread>

class Square {
 public:
  int Value() const {
    {
      std::shared_lock<std::shared_mutex> lock(mutex_);
      if (known_) return value_;
    }
    std::lock_guard<std::shared_mutex> lock(mutex_);
    if (!known_) {
      value_ = 49;
      known_ = true;
    }
    return value_;
  }

 private:
  mutable std::shared_mutex mutex_;
  mutable bool known_ = false;
  mutable int value_ = 0;
};
Square square;

int main() {
  std::thread a([] { assert(square.Value() == 49); }), b([] { assert(square.Value() == 49); });
  a.join();
  b.join();
}
