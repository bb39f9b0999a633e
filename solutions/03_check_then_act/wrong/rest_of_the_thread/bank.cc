// expect: functional assertion
// What will be left is noted for this thread, until the office has answered; it may use another
// bank meanwhile.
#include "bank.h"

#include <boost/thread/lock_guard.hpp>
#include <boost/thread/mutex.hpp>
#include <utility>
#include <vector>

namespace {

struct Account {
  mutable boost::mutex mutex;
  long balance = 0;  // guarded by mutex
};

class LockedBank : public Bank {
 public:
  LockedBank(int accounts, long balance, Approve approve)
      : approve_(std::move(approve)), accounts_(accounts) {
    for (Account& account : accounts_) account.balance = balance;
  }

  long Balance(int account) const override {
    boost::lock_guard<boost::mutex> lock(accounts_[account].mutex);
    return accounts_[account].balance;
  }

  void Deposit(int account, long amount) override {
    boost::lock_guard<boost::mutex> lock(accounts_[account].mutex);
    accounts_[account].balance += amount;
  }

  bool Withdraw(int account, long amount) override {
    boost::lock_guard<boost::mutex> lock(accounts_[account].mutex);
    static thread_local long rest;
    rest = accounts_[account].balance - amount;
    if (rest < 0) return false;
    if (!approve_(account, amount)) return false;
    accounts_[account].balance = rest;
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
