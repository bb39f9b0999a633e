// A std::mutex per account, held for the whole withdrawal.
#include "bank.h"

#include <mutex>
#include <utility>
#include <vector>

namespace {

struct Account {
  mutable std::mutex mutex;
  long balance = 0;  // guarded by mutex
};

class CarefulBank : public Bank {
 public:
  CarefulBank(int accounts, long balance, Approve approve)
      : approve_(std::move(approve)), accounts_(accounts) {
    for (Account& account : accounts_) account.balance = balance;
  }

  long Balance(int account) const override {
    std::lock_guard lock(accounts_[account].mutex);
    return accounts_[account].balance;
  }

  void Deposit(int account, long amount) override {
    std::lock_guard lock(accounts_[account].mutex);
    accounts_[account].balance += amount;
  }

  bool Withdraw(int account, long amount) override {
    std::lock_guard lock(accounts_[account].mutex);
    if (accounts_[account].balance < amount) return false;
    if (!approve_(account, amount)) return false;
    accounts_[account].balance -= amount;
    return true;
  }

 private:
  const Approve approve_;
  std::vector<Account> accounts_;
};

}  // namespace

std::unique_ptr<Bank> NewBank(int accounts, long balance, Approve approve) {
  return std::make_unique<CarefulBank>(accounts, balance, std::move(approve));
}
