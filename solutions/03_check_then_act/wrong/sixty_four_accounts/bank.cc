// expect: functional assertion
// There are 64 accounts, whatever the bank asks for; the others share them.
#include "bank.h"

#include <array>
#include <atomic>
#include <utility>
#include <vector>

namespace {

struct Account {
  std::atomic<long> balance = 0;
};

class CarefulBank : public Bank {
 public:
  CarefulBank(int, long balance, Approve approve) : approve_(std::move(approve)) {
    for (Account& account : accounts_) account.balance = balance;
  }

  long Balance(int account) const override { return accounts_[account % 64].balance; }

  void Deposit(int account, long amount) override { accounts_[account % 64].balance += amount; }

  bool Withdraw(int account, long amount) override {
    std::atomic<long>& balance = accounts_[account % 64].balance;
    long seen = balance;
    if (seen < amount || !approve_(account, amount)) return false;
    while (seen >= amount) {
      if (balance.compare_exchange_weak(seen, seen - amount)) return true;
    }
    return false;
  }

 private:
  const Approve approve_;
  std::array<Account, 64> accounts_;
};

}  // namespace

std::unique_ptr<Bank> NewBank(int accounts, long balance, Approve approve) {
  return std::make_unique<CarefulBank>(accounts, balance, std::move(approve));
}
