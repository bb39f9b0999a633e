// A desk for withdrawals and a lock for the money: deposits do not wait for the office.
#include "bank.h"

#include <mutex>
#include <utility>
#include <vector>

namespace {

struct Account {
  mutable std::mutex desk;   // held by the one withdrawal that is being decided
  mutable std::mutex money;  // guards balance; taken last and never held for long
  long balance = 0;
};

class MyBank : public Bank {
 public:
  MyBank(int accounts, long balance, Approve approve)
      : approve_(std::move(approve)), accounts_(accounts) {
    for (Account& account : accounts_) account.balance = balance;
  }

  long Balance(int account) const override {
    std::lock_guard lock(accounts_[account].money);
    return accounts_[account].balance;
  }

  void Deposit(int account, long amount) override {
    std::lock_guard lock(accounts_[account].money);
    accounts_[account].balance += amount;
  }

  // While the desk is taken the balance can only grow, so what was enough stays enough.
  bool Withdraw(int account, long amount) override {
    std::lock_guard desk(accounts_[account].desk);
    if (Balance(account) < amount) return false;
    if (!approve_(account, amount)) return false;
    std::lock_guard lock(accounts_[account].money);
    accounts_[account].balance -= amount;
    return true;
  }

 private:
  const Approve approve_;
  std::vector<Account> accounts_;
};

}  // namespace

std::unique_ptr<Bank> NewBank(int accounts, long balance, Approve approve) {
  return std::make_unique<MyBank>(accounts, balance, std::move(approve));
}
