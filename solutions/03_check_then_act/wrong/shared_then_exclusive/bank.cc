// expect: tsan assertion
// Looks under a shared lock, lets it go, and takes the money under an exclusive one.
#include "bank.h"

#include <mutex>
#include <shared_mutex>
#include <utility>
#include <vector>

namespace {

struct Account {
  mutable std::shared_mutex mutex;
  long balance = 0;  // guarded by mutex
};

class SharedBank : public Bank {
 public:
  SharedBank(int accounts, long balance, Approve approve)
      : approve_(std::move(approve)), accounts_(accounts) {
    for (Account& account : accounts_) account.balance = balance;
  }

  long Balance(int account) const override {
    std::shared_lock lock(accounts_[account].mutex);
    return accounts_[account].balance;
  }

  void Deposit(int account, long amount) override {
    std::unique_lock lock(accounts_[account].mutex);
    accounts_[account].balance += amount;
  }

  bool Withdraw(int account, long amount) override {
    {
      std::shared_lock lock(accounts_[account].mutex);
      if (accounts_[account].balance < amount) return false;
      if (!approve_(account, amount)) return false;
    }
    std::unique_lock lock(accounts_[account].mutex);
    accounts_[account].balance -= amount;
    return true;
  }

 private:
  const Approve approve_;
  std::vector<Account> accounts_;
};

}  // namespace

std::unique_ptr<Bank> NewBank(int accounts, long balance, Approve approve) {
  return std::make_unique<SharedBank>(accounts, balance, std::move(approve));
}
