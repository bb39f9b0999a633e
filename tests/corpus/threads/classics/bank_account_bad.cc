// expect: assertion
// A transfer locks one account after the other, and an audit between them misses the money.
#include <cassert>
#include <mutex>
#include <thread>

class Account {
 public:
  void Change(int amount) {
    std::lock_guard<std::mutex> lock(mutex_);
    balance_ += amount;
  }
  int Balance() {
    std::lock_guard<std::mutex> lock(mutex_);
    return balance_;
  }

 private:
  std::mutex mutex_;
  int balance_ = 100;
};
Account one, two;

int main() {
  std::thread transfer([] {
    one.Change(-10);
    two.Change(10);
  });
  std::thread audit([] {
    int sum = one.Balance() + two.Balance();
    assert(sum == 200);
  });
  transfer.join();
  audit.join();
}
