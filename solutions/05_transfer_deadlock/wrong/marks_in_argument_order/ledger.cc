// expect: tsan hang
// Home-made marks instead of locks deadlock just the same: each waits for the mark of the other.
#include "ledger.h"

#include <condition_variable>
#include <mutex>
#include <utility>
#include <vector>

namespace {

struct Account {
  mutable std::mutex mutex;
  long balance = 0;   // guarded by mutex
  bool busy = false;  // guarded by mutex
  std::condition_variable idle;
};

class OurLedger : public Ledger {
 public:
  OurLedger(int accounts, long balance, Audit audit)
      : audit_(std::move(audit)), accounts_(accounts) {
    for (Account& account : accounts_) account.balance = balance;
  }

  bool Transfer(int from, int to, long amount) override {
    Take(from);
    if (to != from) Take(to);
    const bool enough = Balance(from) >= amount;
    if (enough) {
      audit_(from, to, amount);
      Change(from, -amount);
      Change(to, amount);
    }
    if (to != from) GiveBack(to);
    GiveBack(from);
    return enough;
  }

  long SumOf(int one, int other) const override {
    auto* self = const_cast<OurLedger*>(this);
    self->Take(one);
    self->Take(other);
    const long sum = Balance(one) + Balance(other);
    self->GiveBack(other);
    self->GiveBack(one);
    return sum;
  }

  long Balance(int account) const override {
    std::lock_guard lock(accounts_[account].mutex);
    return accounts_[account].balance;
  }

 private:
  void Take(int index) {
    Account& account = accounts_[index];
    std::unique_lock lock(account.mutex);
    account.idle.wait(lock, [&] { return !account.busy; });
    account.busy = true;
  }

  void GiveBack(int index) {
    Account& account = accounts_[index];
    std::lock_guard lock(account.mutex);
    account.busy = false;
    account.idle.notify_one();
  }

  void Change(int index, long amount) {
    std::lock_guard lock(accounts_[index].mutex);
    accounts_[index].balance += amount;
  }

  const Audit audit_;
  std::vector<Account> accounts_;
};

}  // namespace

std::unique_ptr<Ledger> NewLedger(int accounts, long balance, Audit audit) {
  return std::make_unique<OurLedger>(accounts, balance, std::move(audit));
}
