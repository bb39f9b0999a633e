// expect: parallelism parallelism-lost
// A table of locks with two entries: account 2 waits for account 0.
#include "bank.h"

#include <array>
#include <mutex>
#include <utility>
#include <vector>

namespace {

struct Account {
  long balance = 0;
};

class CarefulBank : public Bank {
 public:
  CarefulBank(int accounts, long balance, Approve approve)
      : approve_(std::move(approve)), accounts_(accounts) {
    for (Account& account : accounts_) account.balance = balance;
  }

  long Balance(int account) const override {
    std::lock_guard lock(MutexOf(account));
    return accounts_[account].balance;
  }

  void Deposit(int account, long amount) override {
    std::lock_guard lock(MutexOf(account));
    accounts_[account].balance += amount;
  }

  bool Withdraw(int account, long amount) override {
    std::lock_guard lock(MutexOf(account));
    if (accounts_[account].balance < amount) return false;
    if (!approve_(account, amount)) return false;
    accounts_[account].balance -= amount;
    return true;
  }

 private:
  std::mutex& MutexOf(int account) const { return mutexes_[account % mutexes_.size()]; }

  mutable std::array<std::mutex, 2> mutexes_;
  const Approve approve_;
  std::vector<Account> accounts_;
};

}  // namespace

std::unique_ptr<Bank> NewBank(int accounts, long balance, Approve approve) {
  return std::make_unique<CarefulBank>(accounts, balance, std::move(approve));
}
