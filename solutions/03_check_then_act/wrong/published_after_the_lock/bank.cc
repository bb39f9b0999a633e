// expect: tsan assertion
// Each account publishes its balance for readers after the unlock: two may publish in the wrong
// order.
#include "bank.h"

#include <atomic>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/mutex.hpp>
#include <utility>
#include <vector>

namespace {

struct Account {
  mutable boost::mutex mutex;
  long balance = 0;  // guarded by mutex
  std::atomic<long> shown = 0;
};

class LockedBank : public Bank {
 public:
  LockedBank(int accounts, long balance, Approve approve)
      : approve_(std::move(approve)), accounts_(accounts) {
    for (Account& account : accounts_) account.shown = account.balance = balance;
  }

  long Balance(int account) const override { return accounts_[account].shown; }

  void Deposit(int account, long amount) override {
    long now;
    {
      boost::lock_guard<boost::mutex> lock(accounts_[account].mutex);
      now = accounts_[account].balance += amount;
    }
    accounts_[account].shown = now;
  }

  bool Withdraw(int account, long amount) override {
    long now;
    {
      boost::lock_guard<boost::mutex> lock(accounts_[account].mutex);
      if (accounts_[account].balance < amount) return false;
      if (!approve_(account, amount)) return false;
      now = accounts_[account].balance -= amount;
    }
    accounts_[account].shown = now;
    return true;
  }

 private:
  const Approve approve_;
  std::vector<Account> accounts_;
};

}  // namespace

std::unique_ptr<Bank> NewBank(int accounts, long balance, Approve approve) {
  return std::make_unique<LockedBank>(accounts, balance, std::move(approve));
}
