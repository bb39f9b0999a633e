// expect: tsan hang
// Tries the second lock again and again, but keeps the first.
#include "ledger.h"

#include <algorithm>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace {

struct Account {
  mutable std::mutex mutex;
  long balance = 0;
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
    std::lock_guard lock_from(accounts_[from].mutex);
    if (accounts_[from].balance < amount) return false;
    audit_(from, to, amount);
    while (!accounts_[to].mutex.try_lock()) std::this_thread::yield();
    accounts_[from].balance -= amount;
    accounts_[to].balance += amount;
    accounts_[to].mutex.unlock();
    return true;
  }

  long SumOf(int one, int other) const override {
    std::scoped_lock lock(accounts_[one].mutex, accounts_[other].mutex);
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
