// Looks and asks under an upgradable lock, which readers may share and other withdrawals may not.
#include "bank.h"

#include <boost/thread/lock_types.hpp>
#include <boost/thread/shared_mutex.hpp>
#include <utility>
#include <vector>

namespace {

using Mutex = boost::upgrade_mutex;

struct Account {
  mutable Mutex mutex;
  long balance = 0;  // guarded by mutex
};

class UpgradingBank : public Bank {
 public:
  UpgradingBank(int accounts, long balance, Approve approve)
      : approve_(std::move(approve)), accounts_(accounts) {
    for (Account& account : accounts_) account.balance = balance;
  }

  long Balance(int account) const override {
    boost::shared_lock<Mutex> lock(accounts_[account].mutex);
    return accounts_[account].balance;
  }

  void Deposit(int account, long amount) override {
    boost::unique_lock<Mutex> lock(accounts_[account].mutex);
    accounts_[account].balance += amount;
  }

  bool Withdraw(int account, long amount) override {
    boost::upgrade_lock<Mutex> look(accounts_[account].mutex);
    if (accounts_[account].balance < amount || !approve_(account, amount)) return false;
    boost::upgrade_to_unique_lock<Mutex> take(look);  // nobody can write in between
    accounts_[account].balance -= amount;
    return true;
  }

 private:
  const Approve approve_;
  std::vector<Account> accounts_;
};

}  // namespace

std::unique_ptr<Bank> NewBank(int accounts, long balance, Approve approve) {
  return std::make_unique<UpgradingBank>(accounts, balance, std::move(approve));
}
