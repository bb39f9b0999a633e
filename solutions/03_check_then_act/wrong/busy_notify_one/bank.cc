// expect: explore lost-wakeup
// Accounts are marked busy; who frees one wakes one of those who wait. When that one is refused,
// nobody wakes the next.
#include "bank.h"

#include <condition_variable>
#include <mutex>
#include <utility>
#include <vector>

namespace {

struct Account {
  long balance = 0;
  bool busy = false;  // somebody decides about a withdrawal
};

class MyBank : public Bank {
 public:
  MyBank(int accounts, long balance, Approve approve)
      : approve_(std::move(approve)), accounts_(accounts) {
    for (Account& account : accounts_) account.balance = balance;
  }

  long Balance(int account) const override {
    std::lock_guard lock(mutex_);
    return accounts_[account].balance;
  }

  void Deposit(int account, long amount) override {
    std::lock_guard lock(mutex_);
    accounts_[account].balance += amount;
  }

  bool Withdraw(int account, long amount) override {
    Account& mine = accounts_[account];
    std::unique_lock lock(mutex_);
    freed_.wait(lock, [&] { return !mine.busy; });
    if (mine.balance < amount) return false;
    mine.busy = true;
    lock.unlock();
    const bool approved = approve_(account, amount);
    lock.lock();
    if (approved) mine.balance -= amount;
    mine.busy = false;
    freed_.notify_one();
    return approved;
  }

 private:
  mutable std::mutex mutex_;  // guards all accounts
  std::condition_variable freed_;
  const Approve approve_;
  std::vector<Account> accounts_;
};

}  // namespace

std::unique_ptr<Bank> NewBank(int accounts, long balance, Approve approve) {
  return std::make_unique<MyBank>(accounts, balance, std::move(approve));
}
