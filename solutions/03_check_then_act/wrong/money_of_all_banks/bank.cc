// expect: functional deadlock
// The accounts of all banks are the same ones: a new bank finds those of the one before.
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

std::vector<Account> accounts_;

class LockedBank : public Bank {
 public:
  LockedBank(int accounts, long balance, Approve approve) : approve_(std::move(approve)) {
    if (accounts_.size() < size_t(accounts)) accounts_ = std::vector<Account>(accounts);
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
    if (accounts_[account].balance < amount) return false;
    if (!approve_(account, amount)) return false;
    accounts_[account].balance -= amount;
    return true;
  }

 private:
  const Approve approve_;
};

}  // namespace

std::unique_ptr<Bank> NewBank(int accounts, long balance, Approve approve) {
  return std::make_unique<LockedBank>(accounts, balance, std::move(approve));
}
