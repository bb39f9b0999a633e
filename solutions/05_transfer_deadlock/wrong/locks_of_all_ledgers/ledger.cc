// expect: functional deadlock
// A lock for each number, for all ledgers.
#include "ledger.h"

#include <algorithm>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/mutex.hpp>
#include <utility>
#include <vector>

namespace {

using Guard = boost::lock_guard<boost::mutex>;

boost::mutex locks[256];

struct Account {
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
    Guard lock_low(locks[low % 256]);
    Guard lock_high(locks[high % 256]);
    if (accounts_[from].balance < amount) return false;
    audit_(from, to, amount);
    accounts_[from].balance -= amount;
    accounts_[to].balance += amount;
    return true;
  }

  long SumOf(int one, int other) const override {
    const int low = std::min(one, other);
    const int high = std::max(one, other);
    Guard lock_low(locks[low % 256]);
    Guard lock_high(locks[high % 256]);
    return accounts_[one].balance + accounts_[other].balance;
  }

  long Balance(int account) const override {
    Guard lock(locks[account % 256]);
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
