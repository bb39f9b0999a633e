// expect: functional assertion
// Remembers the answer of the office instead of asking for each withdrawal.
#include "bank.h"

#include <boost/thread/lock_guard.hpp>
#include <boost/thread/mutex.hpp>
#include <map>
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
    boost::lock_guard<boost::mutex> lock(accounts_[account].mutex);
    if (accounts_[account].balance < amount) return false;
    const auto [answer, first] = answers_.try_emplace(account, false);
    if (first) answer->second = approve_(account, amount);
    if (!answer->second) return false;
    accounts_[account].balance -= amount;
    return true;
  }

 private:
  std::map<int, bool> answers_;
  const Approve approve_;
  std::vector<Account> accounts_;
};

}  // namespace

std::unique_ptr<Bank> NewBank(int accounts, long balance, Approve approve) {
  return std::make_unique<CarefulBank>(accounts, balance, std::move(approve));
}
