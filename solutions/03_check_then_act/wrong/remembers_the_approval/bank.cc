// expect: functional assertion
// What the office approved once is approved for ever.
#include "bank.h"

#include <atomic>
#include <mutex>
#include <set>
#include <utility>
#include <vector>

namespace {

struct Account {
  std::atomic<long> balance = 0;
};

class CarefulBank : public Bank {
 public:
  CarefulBank(int accounts, long balance, Approve approve)
      : approve_(std::move(approve)), accounts_(accounts) {
    for (Account& account : accounts_) account.balance = balance;
  }

  long Balance(int account) const override { return accounts_[account].balance; }

  void Deposit(int account, long amount) override { accounts_[account].balance += amount; }

  bool Withdraw(int account, long amount) override {
    std::atomic<long>& balance = accounts_[account].balance;
    long seen = balance;
    if (seen < amount || !Approved(account, amount)) return false;
    while (seen >= amount) {
      if (balance.compare_exchange_weak(seen, seen - amount)) return true;
    }
    return false;
  }

 private:
  bool Approved(int account, long amount) {
    const auto withdrawal = std::make_pair(account, amount);
    {
      std::lock_guard lock(mutex_);
      if (approved_.count(withdrawal) > 0) return true;
    }
    if (!approve_(account, amount)) return false;
    std::lock_guard lock(mutex_);
    approved_.insert(withdrawal);
    return true;
  }

  std::mutex mutex_;
  std::set<std::pair<int, long>> approved_;  // guarded by mutex_
  const Approve approve_;
  std::vector<Account> accounts_;
};

}  // namespace

std::unique_ptr<Bank> NewBank(int accounts, long balance, Approve approve) {
  return std::make_unique<CarefulBank>(accounts, balance, std::move(approve));
}
