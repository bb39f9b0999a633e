// expect: tsan assertion
// Compares with the balance from before the question; another customer's withdrawal makes it
// refuse.
#include "bank.h"

#include <absl/synchronization/mutex.h>

#include <utility>
#include <vector>

namespace {

struct Account {
  mutable absl::Mutex mutex;
  long balance = 0;  // guarded by mutex
};

class OptimisticBank : public Bank {
 public:
  OptimisticBank(int accounts, long balance, Approve approve)
      : approve_(std::move(approve)), accounts_(accounts) {
    for (Account& account : accounts_) account.balance = balance;
  }

  long Balance(int account) const override {
    absl::MutexLock lock(&accounts_[account].mutex);
    return accounts_[account].balance;
  }

  void Deposit(int account, long amount) override {
    absl::MutexLock lock(&accounts_[account].mutex);
    accounts_[account].balance += amount;
  }

  bool Withdraw(int account, long amount) override {
    const long before = Balance(account);
    if (before < amount || !approve_(account, amount)) return false;
    absl::MutexLock lock(&accounts_[account].mutex);
    if (accounts_[account].balance != before) return false;  // it may still be enough
    accounts_[account].balance -= amount;
    return true;
  }

 private:
  const Approve approve_;
  std::vector<Account> accounts_;
};

}  // namespace

std::unique_ptr<Bank> NewBank(int accounts, long balance, Approve approve) {
  return std::make_unique<OptimisticBank>(accounts, balance, std::move(approve));
}
