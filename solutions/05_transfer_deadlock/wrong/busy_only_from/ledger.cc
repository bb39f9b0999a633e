// expect: explore assertion
// Waits until the account that pays is free, and not for the other one: that one is marked free
// while its own transfer is still in the audit.
#include "ledger.h"

#include <condition_variable>
#include <mutex>
#include <utility>
#include <vector>

namespace {

struct Account {
  long balance = 0;
  bool busy = false;  // its balance will change soon
};

class CarefulLedger : public Ledger {
 public:
  CarefulLedger(int accounts, long balance, Audit audit)
      : audit_(std::move(audit)), accounts_(accounts) {
    for (Account& account : accounts_) account.balance = balance;
  }

  bool Transfer(int from, int to, long amount) override {
    std::unique_lock lock(mutex_);
    freed_.wait(lock, [&] { return !accounts_[from].busy; });
    if (accounts_[from].balance < amount) return false;
    accounts_[from].busy = accounts_[to].busy = true;
    lock.unlock();
    audit_(from, to, amount);
    lock.lock();
    accounts_[from].balance -= amount;
    accounts_[to].balance += amount;
    accounts_[from].busy = accounts_[to].busy = false;
    freed_.notify_all();
    return true;
  }

  long SumOf(int one, int other) const override {
    std::lock_guard lock(mutex_);
    return accounts_[one].balance + accounts_[other].balance;
  }

  long Balance(int account) const override {
    std::lock_guard lock(mutex_);
    return accounts_[account].balance;
  }

 private:
  mutable std::mutex mutex_;  // guards accounts_
  std::condition_variable freed_;
  const Audit audit_;
  std::vector<Account> accounts_;
};

}  // namespace

std::unique_ptr<Ledger> NewLedger(int accounts, long balance, Audit audit) {
  return std::make_unique<CarefulLedger>(accounts, balance, std::move(audit));
}
