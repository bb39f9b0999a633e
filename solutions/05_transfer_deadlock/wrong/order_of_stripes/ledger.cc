// expect: tsan deadlock
// Eight locks for all accounts, taken in the order of the accounts: 0 and 9 lock 0, 1; 1 and 8 lock
// 1, 0.
#include "ledger.h"

#include <algorithm>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/lock_types.hpp>
#include <boost/thread/mutex.hpp>
#include <utility>
#include <vector>

namespace {

using Guard = boost::lock_guard<boost::mutex>;

struct Account {
  long balance = 0;  // guarded by mutex
};

class OrderedLedger : public Ledger {
 public:
  OrderedLedger(int accounts, long balance, Audit audit)
      : audit_(std::move(audit)), accounts_(accounts) {
    for (Account& account : accounts_) account.balance = balance;
  }

  bool Transfer(int from, int to, long amount) override {
    if (from % kLocks == to % kLocks) {
      Guard lock(MutexOf(from));
      if (accounts_[from].balance < amount) return false;
      audit_(from, to, amount);
      accounts_[from].balance -= amount;
      accounts_[to].balance += amount;
      return true;
    }
    if (from == to) {
      if (Balance(from) < amount) return false;
      audit_(from, to, amount);
      return true;
    }
    const int low = std::min(from, to);
    const int high = std::max(from, to);
    Guard lock_low(MutexOf(low));
    Guard lock_high(MutexOf(high));
    if (accounts_[from].balance < amount) return false;
    audit_(from, to, amount);
    accounts_[from].balance -= amount;
    accounts_[to].balance += amount;
    return true;
  }

  long SumOf(int one, int other) const override {
    const int low = std::min(one, other);
    const int high = std::max(one, other);
    Guard lock_low(MutexOf(low));
    boost::unique_lock<boost::mutex> lock_high(MutexOf(high), boost::defer_lock);
    if (low % kLocks != high % kLocks) lock_high.lock();
    return accounts_[one].balance + accounts_[other].balance;
  }

  long Balance(int account) const override {
    Guard lock(MutexOf(account));
    return accounts_[account].balance;
  }

 private:
  static constexpr int kLocks = 8;
  boost::mutex& MutexOf(int account) const { return mutexes_[account % kLocks]; }

  mutable boost::mutex mutexes_[kLocks];
  const Audit audit_;
  std::vector<Account> accounts_;
};

}  // namespace

std::unique_ptr<Ledger> NewLedger(int accounts, long balance, Audit audit) {
  return std::make_unique<OrderedLedger>(accounts, balance, std::move(audit));
}
