// expect: data-race
// A getter that looks const fills a cache under the shared lock.
#include <shared_mutex>
#include <thread>

class Square {
 public:
  int Value() const {
    std::shared_lock<std::shared_mutex> lock(mutex_);
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
  std::thread a([] { square.Value(); }), b([] { square.Value(); });
  a.join();
  b.join();
}
