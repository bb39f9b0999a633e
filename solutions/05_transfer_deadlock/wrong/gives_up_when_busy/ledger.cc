// expect: tsan assertion
// Never waits, so it never deadlocks: it says "not enough money" when an account is busy.
#include "ledger.h"

#include <mutex>
#include <utility>
#include <vector>

namespace {

struct Account {
  mutable std::mutex mutex;
  long balance = 0;  // guarded by mutex
};

class OurLedger : public Ledger {
 public:
  OurLedger(int accounts, long balance, Audit audit)
      : audit_(std::move(audit)), accounts_(accounts) {
    for (Account& account : accounts_) account.balance = balance;
  }

  bool Transfer(int from, int to, long amount) override {
    if (from == to) {
      if (Balance(from) < amount) return false;
      audit_(from, to, amount);
      return true;
    }
    std::unique_lock lock_from(accounts_[from].mutex);
    std::unique_lock lock_to(accounts_[to].mutex, std::try_to_lock);
    if (!lock_to) return false;
    if (accounts_[from].balance < amount) return false;
    audit_(from, to, amount);
    accounts_[from].balance -= amount;
    accounts_[to].balance += amount;
    return true;
  }

  long SumOf(int one, int other) const override {
    std::scoped_lock lock(accounts_[one].mutex, accounts_[other].mutex);
    return accounts_[one].balance + accounts_[other].balance;
  }

  long Balance(int account) const override {
    std::lock_guard lock(accounts_[account].mutex);
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
