// expect: explore assertion
// Compares and exchanges until it works, and asks the office again each time another was faster.
#include "bank.h"

#include <atomic>
#include <utility>
#include <vector>

namespace {

struct Account {
  std::atomic<long> balance = 0;
};

class MyBank : public Bank {
 public:
  MyBank(int accounts, long balance, Approve approve)
      : approve_(std::move(approve)), accounts_(accounts) {
    for (Account& account : accounts_) account.balance = balance;
  }

  long Balance(int account) const override { return accounts_[account].balance; }

  void Deposit(int account, long amount) override { accounts_[account].balance += amount; }

  bool Withdraw(int account, long amount) override {
    std::atomic<long>& balance = accounts_[account].balance;
    for (long seen = balance;;) {
      if (seen < amount) return false;
      if (!approve_(account, amount)) return false;
      if (balance.compare_exchange_weak(seen, seen - amount)) return true;
    }
  }

 private:
  const Approve approve_;
  std::vector<Account> accounts_;
};

}  // namespace

std::unique_ptr<Bank> NewBank(int accounts, long balance, Approve approve) {
  return std::make_unique<MyBank>(accounts, balance, std::move(approve));
}
