// expect: tsan deadlock
// Locks the richer account first; who is richer changes, and two may have the same.
#include "ledger.h"

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
    const bool from_first = Balance(from) > Balance(to);
    const int first = from_first ? from : to;
    const int second = from_first ? to : from;
    Guard lock_first(accounts_[first].mutex);
    Guard lock_second(accounts_[second].mutex);
    if (accounts_[from].balance < amount) return false;
    audit_(from, to, amount);
    accounts_[from].balance -= amount;
    accounts_[to].balance += amount;
    return true;
  }

  long SumOf(int one, int other) const override {
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
