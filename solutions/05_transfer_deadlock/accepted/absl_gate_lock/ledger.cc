// Abseil's locks behind a gate: the order of two accounts does not matter.
#include "ledger.h"

#include <absl/synchronization/mutex.h>

#include <utility>
#include <vector>

namespace {

struct Account {
  mutable absl::Mutex mutex;
  long balance = 0;  // guarded by mutex
};

class CarefulLedger : public Ledger {
 public:
  CarefulLedger(int accounts, long balance, Audit audit)
      : audit_(std::move(audit)), accounts_(accounts) {
    for (Account& account : accounts_) account.balance = balance;
  }

  bool Transfer(int from, int to, long amount) override {
    if (from == to) {
      if (Balance(from) < amount) return false;
      audit_(from, to, amount);
      return true;
    }
    LockBoth(from, to);
    const bool enough = accounts_[from].balance >= amount;
    if (enough) {
      audit_(from, to, amount);
      accounts_[from].balance -= amount;
      accounts_[to].balance += amount;
    }
    UnlockBoth(from, to);
    return enough;
  }

  long SumOf(int one, int other) const override {
    LockBoth(one, other);
    const long sum = accounts_[one].balance + accounts_[other].balance;
    UnlockBoth(one, other);
    return sum;
  }

  long Balance(int account) const override {
    absl::MutexLock lock(&accounts_[account].mutex);
    return accounts_[account].balance;
  }

 private:
  void LockBoth(int one, int other) const {
    absl::MutexLock gate(&gate_);
    accounts_[one].mutex.Lock();
    accounts_[other].mutex.Lock();
  }

  void UnlockBoth(int one, int other) const {
    accounts_[other].mutex.Unlock();
    accounts_[one].mutex.Unlock();
  }

  mutable absl::Mutex gate_;  // held only while locks are collected
  const Audit audit_;
  std::vector<Account> accounts_;
};

}  // namespace

std::unique_ptr<Ledger> NewLedger(int accounts, long balance, Audit audit) {
  return std::make_unique<CarefulLedger>(accounts, balance, std::move(audit));
}
