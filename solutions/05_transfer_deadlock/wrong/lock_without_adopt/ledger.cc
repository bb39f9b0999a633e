// expect: functional deadlock
// boost::lock takes both, and the guards lock them again.
#include "ledger.h"

#include <boost/thread/lock_algorithms.hpp>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/mutex.hpp>
#include <utility>
#include <vector>

namespace {

using Guard = boost::lock_guard<boost::mutex>;

struct Account {
  mutable boost::mutex mutex;
  long balance = 0;
};

class CarefulLedger : public Ledger {
 public:
  CarefulLedger(int accounts, long balance, Audit audit)
      : audit_(std::move(audit)), accounts_(accounts) {
    for (Account& account : accounts_) account.balance = balance;
  }

  bool Transfer(int from, int to, long amount) override {
    if (from == to) {
      if (Balance(from) < amount) return false;
      audit_(from, to, amount);
      return true;
    }
    boost::lock(accounts_[from].mutex, accounts_[to].mutex);
    Guard lock_from(accounts_[from].mutex);
    Guard lock_to(accounts_[to].mutex);
    if (accounts_[from].balance < amount) return false;
    audit_(from, to, amount);
    accounts_[from].balance -= amount;
    accounts_[to].balance += amount;
    return true;
  }

  long SumOf(int one, int other) const override {
    boost::lock(accounts_[one].mutex, accounts_[other].mutex);
    Guard lock_one(accounts_[one].mutex);
    Guard lock_other(accounts_[other].mutex);
    return accounts_[one].balance + accounts_[other].balance;
  }

  long Balance(int account) const override {
    Guard lock(accounts_[account].mutex);
    return accounts_[account].balance;
  }

 private:
  const Audit audit_;
  std::vector<Account> accounts_;
};

}  // namespace

std::unique_ptr<Ledger> NewLedger(int accounts, long balance, Audit audit) {
  return std::make_unique<CarefulLedger>(accounts, balance, std::move(audit));
}
