// Compares and exchanges; the office is asked when the money is there for the first time, and not
// again.
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
    bool approved = false;
    for (long seen = balance.load(std::memory_order_relaxed);;) {
      if (seen < amount) return false;
      if (!approved && !approve_(account, amount)) return false;
      approved = true;
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
