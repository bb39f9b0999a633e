// Takes one lock, tries the other, and lets go of the first when it is busy.
#include "ledger.h"

#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace {

struct Account {
  mutable std::mutex mutex;
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
    std::unique_lock lock_from(accounts_[from].mutex, std::defer_lock);
    std::unique_lock lock_to(accounts_[to].mutex, std::defer_lock);
    for (;;) {
      lock_from.lock();
      if (lock_to.try_lock()) break;
      lock_from.unlock();  // give the other one a chance, then try again
      std::this_thread::yield();
    }
    if (accounts_[from].balance < amount) return false;
    audit_(from, to, amount);
    accounts_[from].balance -= amount;
    accounts_[to].balance += amount;
    return true;
  }

  long SumOf(int one, int other) const override {
    std::unique_lock lock_one(accounts_[one].mutex, std::defer_lock);
    std::unique_lock lock_other(accounts_[other].mutex, std::defer_lock);
    for (;;) {
      lock_one.lock();
      if (lock_other.try_lock()) break;
      lock_one.unlock();  // give the other one a chance, then try again
      std::this_thread::yield();
    }
    return accounts_[one].balance + accounts_[other].balance;
  }

  long Balance(int account) const override {
    std::lock_guard lock(accounts_[account].mutex);
    return accounts_[account].balance;
  }

 private:
  const Audit audit_;
  std::vector<Account> accounts_;
};

}  // namespace

std::unique_ptr<Ledger> NewLedger(int accounts, long balance, Audit audit) {
  return std::make_unique<CarefulLedger>(accounts, balance, std::move(audit));
}
