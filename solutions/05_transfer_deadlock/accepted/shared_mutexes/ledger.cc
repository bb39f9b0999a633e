// Who only looks shares the locks; all take them in the order of the numbers.
#include "ledger.h"

#include <algorithm>
#include <boost/thread/lock_types.hpp>
#include <boost/thread/shared_mutex.hpp>
#include <utility>
#include <vector>

namespace {

using Exclusive = boost::unique_lock<boost::shared_mutex>;
using Shared = boost::shared_lock<boost::shared_mutex>;

struct Account {
  mutable boost::shared_mutex mutex;
  long balance = 0;  // guarded by mutex
};

class OurLedger : public Ledger {
 public:
  OurLedger(int accounts, long balance, Audit audit)
      : audit_(std::move(audit)), accounts_(accounts) {
    for (Account& account : accounts_) account.balance = balance;
  }

  bool Transfer(int from, int to, long amount) override {
    Exclusive low(accounts_[std::min(from, to)].mutex);
    Exclusive high;
    if (from != to) high = Exclusive(accounts_[std::max(from, to)].mutex);
    if (accounts_[from].balance < amount) return false;
    audit_(from, to, amount);
    accounts_[from].balance -= amount;
    accounts_[to].balance += amount;
    return true;
  }

  long SumOf(int one, int other) const override {
    Shared low(accounts_[std::min(one, other)].mutex);
    Shared high(accounts_[std::max(one, other)].mutex);
    return accounts_[one].balance + accounts_[other].balance;
  }

  long Balance(int account) const override {
    Shared lock(accounts_[account].mutex);
    return accounts_[account].balance;
  }

 private:
  const Audit audit_;
  std::vector<Account> accounts_;
};

}  // namespace

std::unique_ptr<Ledger> NewLedger(int accounts, long balance, Audit audit) {
  return std::make_unique<OurLedger>(accounts, balance, std::move(audit));
}
