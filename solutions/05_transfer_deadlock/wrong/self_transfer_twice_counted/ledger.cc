// expect: tsan assertion
// For an own-account transfer old copies are written back.
#include "ledger.h"

#include <algorithm>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/lock_types.hpp>
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
    const int low = std::min(from, to);
    const int high = std::max(from, to);
    Guard lock_low(accounts_[low].mutex);
    boost::unique_lock<boost::mutex> lock_high(accounts_[high].mutex, boost::defer_lock);
    if (low != high) lock_high.lock();
    if (accounts_[from].balance < amount) return false;
    audit_(from, to, amount);
    const long left = accounts_[from].balance - amount;
    const long grown = accounts_[to].balance + amount;
    accounts_[from].balance = left;
    accounts_[to].balance = grown;
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
  const Audit audit_;
  std::vector<Account> accounts_;
};

}  // namespace

std::unique_ptr<Ledger> NewLedger(int accounts, long balance, Audit audit) {
  return std::make_unique<OrderedLedger>(accounts, balance, std::move(audit));
}
