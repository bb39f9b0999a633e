// expect: tsan assertion
// Tries compare_exchange once; when another teller was faster, the customer is sent away.
#include "bank.h"

#include <atomic>
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
    long seen = accounts_[account].balance.load();
    if (seen < amount || !approve_(account, amount)) return false;
    return accounts_[account].balance.compare_exchange_strong(seen, seen - amount);
  }

 private:
  const Approve approve_;
  std::vector<Account> accounts_;
};

}  // namespace

std::unique_ptr<Bank> NewBank(int accounts, long balance, Approve approve) {
  return std::make_unique<CarefulBank>(accounts, balance, std::move(approve));
}
