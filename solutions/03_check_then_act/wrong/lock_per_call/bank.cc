// expect: tsan data-race
// Each withdrawal has a lock of its own, so nobody waits for anybody.
#include "bank.h"

#include <boost/thread/lock_guard.hpp>
#include <boost/thread/mutex.hpp>
#include <utility>
#include <vector>

namespace {

struct Account {
  mutable boost::mutex mutex;
  long balance = 0;
};

class CarefulBank : public Bank {
 public:
  CarefulBank(int accounts, long balance, Approve approve)
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
    boost::mutex mutex;
    boost::lock_guard<boost::mutex> lock(mutex);
    if (accounts_[account].balance < amount) return false;
    if (!approve_(account, amount)) return false;
    accounts_[account].balance -= amount;
    return true;
  }

 private:
  const Approve approve_;
  std::vector<Account> accounts_;
};

}  // namespace

std::unique_ptr<Bank> NewBank(int accounts, long balance, Approve approve) {
  return std::make_unique<CarefulBank>(accounts, balance, std::move(approve));
}
