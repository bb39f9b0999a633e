// expect: none
// Transfers and the audit lock both accounts together.
#include <cassert>
#include <mutex>
#include <thread>

struct Account {
  std::mutex mutex;
  int balance = 100;
};
Account one, two;

void Transfer(Account& from, Account& to, int amount) {
  std::scoped_lock lock(from.mutex, to.mutex);
  from.balance -= amount;
  to.balance += amount;
}

int main() {
  std::thread a([] { Transfer(one, two, 10); });
  std::thread b([] { Transfer(two, one, 5); });
  {
    std::scoped_lock lock(one.mutex, two.mutex);
    assert(one.balance + two.balance == 200);
  }
  a.join();
  b.join();
  assert(one.balance == 95 && two.balance == 105);
}
