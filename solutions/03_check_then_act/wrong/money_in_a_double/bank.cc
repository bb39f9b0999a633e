// expect: functional assertion
// Money is kept as a double, which has no place for the last cents of a large sum.
#include "bank.h"

#include <atomic>
#include <utility>
#include <vector>

namespace {

struct Account {
  std::atomic<double> balance = 0;
};

class CarefulBank : public Bank {
 public:
  CarefulBank(int accounts, long balance, Approve approve)
      : approve_(std::move(approve)), accounts_(accounts) {
    for (Account& account : accounts_) account.balance = balance;
  }

  long Balance(int account) const override { return static_cast<long>(accounts_[account].balance); }

  void Deposit(int account, long amount) override {
    auto& b = accounts_[account].balance;
    double s = b;
    while (!b.compare_exchange_weak(s, s + amount)) {
    }
  }

  bool Withdraw(int account, long amount) override {
    std::atomic<double>& balance = accounts_[account].balance;
    double seen = balance;
    if (seen < amount || !approve_(account, amount)) return false;
    while (seen >= amount) {
      if (balance.compare_exchange_weak(seen, seen - amount)) return true;
    }
    return false;
  }

 private:
  const Approve approve_;
  std::vector<Account> accounts_;
};

}  // namespace

std::unique_ptr<Bank> NewBank(int accounts, long balance, Approve approve) {
  return std::make_unique<CarefulBank>(accounts, balance, std::move(approve));
}
