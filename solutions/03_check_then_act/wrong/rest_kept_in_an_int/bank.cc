// expect: functional assertion
// What is left goes through an int, and large balances do not fit into it.
#include "bank.h"

#include <mutex>
#include <vector>

namespace {

struct Account {
  mutable std::mutex mutex;
  long balance = 0;
};
class SubtractingBank : public Bank {
 public:
  SubtractingBank(int accounts, long balance, Approve approve)
      : approve_(std::move(approve)), accounts_(accounts) {
    for (auto& account : accounts_) account.balance = balance;
  }
  long Balance(int account) const override {
    std::lock_guard lock(accounts_[account].mutex);
    return accounts_[account].balance;
  }
  void Deposit(int account, long amount) override {
    std::lock_guard lock(accounts_[account].mutex);
    accounts_[account].balance += amount;
  }
  bool Withdraw(int number, long amount) override {
    Account& account = accounts_[number];
    std::lock_guard lock(account.mutex);
    const int rest = static_cast<int>(account.balance - amount);
    if (rest < 0) return false;
    if (!approve_(number, amount)) return false;
    account.balance = rest;
    return true;
  }

 private:
  const Approve approve_;
  std::vector<Account> accounts_;
};

}  // namespace

std::unique_ptr<Bank> NewBank(int accounts, long balance, Approve approve) {
  return std::make_unique<SubtractingBank>(accounts, balance, std::move(approve));
}
