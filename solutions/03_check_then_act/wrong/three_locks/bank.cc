// expect: parallelism parallelism-lost
// Three locks for all accounts: those with the same remainder wait for each other.
#include "bank.h"

#include <boost/thread/lock_guard.hpp>
#include <boost/thread/mutex.hpp>
#include <utility>
#include <vector>

namespace {

struct Account {
  long balance = 0;
};

class StripedBank : public Bank {
 public:
  StripedBank(int accounts, long balance, Approve approve)
      : approve_(std::move(approve)), accounts_(accounts) {
    for (Account& account : accounts_) account.balance = balance;
  }

  long Balance(int account) const override {
    boost::lock_guard<boost::mutex> lock(mutexes_[account % 3]);
    return accounts_[account].balance;
  }

  void Deposit(int account, long amount) override {
    boost::lock_guard<boost::mutex> lock(mutexes_[account % 3]);
    accounts_[account].balance += amount;
  }

  bool Withdraw(int account, long amount) override {
    boost::lock_guard<boost::mutex> lock(mutexes_[account % 3]);
    if (accounts_[account].balance < amount) return false;
    if (!approve_(account, amount)) return false;
    accounts_[account].balance -= amount;
    return true;
  }

 private:
  mutable boost::mutex mutexes_[3];
  const Approve approve_;
  std::vector<Account> accounts_;
};

}  // namespace

std::unique_ptr<Bank> NewBank(int accounts, long balance, Approve approve) {
  return std::make_unique<StripedBank>(accounts, balance, std::move(approve));
}
