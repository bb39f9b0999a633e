// POSIX read-write locks: who looks shares, who withdraws has the account alone.
#include "bank.h"

#include <pthread.h>

#include <deque>
#include <utility>

namespace {

class Reading {
 public:
  explicit Reading(pthread_rwlock_t& lock) : lock_(lock) { pthread_rwlock_rdlock(&lock_); }
  ~Reading() { pthread_rwlock_unlock(&lock_); }
  Reading(const Reading&) = delete;

 private:
  pthread_rwlock_t& lock_;
};
class Writing {
 public:
  explicit Writing(pthread_rwlock_t& lock) : lock_(lock) { pthread_rwlock_wrlock(&lock_); }
  ~Writing() { pthread_rwlock_unlock(&lock_); }
  Writing(const Writing&) = delete;

 private:
  pthread_rwlock_t& lock_;
};

struct Account {
  mutable pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
  long balance = 0;
  ~Account() { pthread_rwlock_destroy(&lock); }
};

class MyBank : public Bank {
 public:
  MyBank(int accounts, long balance, Approve approve)
      : approve_(std::move(approve)), accounts_(accounts) {
    for (Account& account : accounts_) account.balance = balance;
  }

  long Balance(int account) const override {
    Reading reading(accounts_[account].lock);
    return accounts_[account].balance;
  }
  void Deposit(int account, long amount) override {
    Writing writing(accounts_[account].lock);
    accounts_[account].balance += amount;
  }
  bool Withdraw(int account, long amount) override {
    Writing writing(accounts_[account].lock);
    Account& mine = accounts_[account];
    const bool taken = mine.balance >= amount && approve_(account, amount);
    if (taken) mine.balance -= amount;
    return taken;
  }

 private:
  const Approve approve_;
  std::deque<Account> accounts_;
};

}  // namespace

std::unique_ptr<Bank> NewBank(int accounts, long balance, Approve approve) {
  return std::make_unique<MyBank>(accounts, balance, std::move(approve));
}
