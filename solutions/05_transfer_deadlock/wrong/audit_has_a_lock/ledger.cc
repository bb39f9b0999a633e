// expect: parallelism parallelism-lost
// The accounts are locked in order, but one lock for the audit log makes strangers wait.
#include "ledger.h"

#include <algorithm>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/mutex.hpp>
#include <utility>
#include <vector>

namespace {

using Guard = boost::lock_guard<boost::mutex>;

struct Account {
  mutable boost::mutex mutex;
  long balance = 0;  // guarded by mutex
};

class OrderedLedger : public Ledger {
 public:
  OrderedLedger(int accounts, long balance, Audit audit)
      : audit_(std::move(audit)), accounts_(accounts) {
    for (Account& account : accounts_) account.balance = balance;
  }

  bool Transfer(int from, int to, long amount) override {
    if (from == to) {
      if (Balance(from) < amount) return false;
      audit_(from, to, amount);
      return true;
    }
    const int low = std::min(from, to);
    const int high = std::max(from, to);
    Guard lock_low(accounts_[low].mutex);
    Guard lock_high(accounts_[high].mutex);
    if (accounts_[from].balance < amount) return false;
    {
      Guard lock_audit(audit_mutex_);
      audit_(from, to, amount);
    }
    accounts_[from].balance -= amount;
    accounts_[to].balance += amount;
    return true;
  }

  long SumOf(int one, int other) const override {
    const int low = std::min(one, other);
    const int high = std::max(one, other);
    Guard lock_low(accounts_[low].mutex);
    Guard lock_high(accounts_[high].mutex);
    return accounts_[one].balance + accounts_[other].balance;
  }

  long Balance(int account) const override {
    Guard lock(accounts_[account].mutex);
    return accounts_[account].balance;
  }

 private:
  boost::mutex audit_mutex_;
  const Audit audit_;
  std::vector<Account> accounts_;
};

}  // namespace

std::unique_ptr<Ledger> NewLedger(int accounts, long balance, Audit audit) {
  return std::make_unique<OrderedLedger>(accounts, balance, std::move(audit));
}
