// expect: tsan deadlock
// Transfers take their locks behind a gate, in the order of the arguments; the sum has an order and
// no gate.
#include "ledger.h"

#include <algorithm>
#include <mutex>
#include <utility>
#include <vector>

namespace {

struct Account {
  mutable std::mutex mutex;
  long balance = 0;  // guarded by mutex
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
    std::unique_lock gate(gate_);
    std::unique_lock lock_from(accounts_[from].mutex);
    std::unique_lock lock_to(accounts_[to].mutex);
    gate.unlock();
    if (accounts_[from].balance < amount) return false;
    // The audit may wait for strangers, but it holds no gate any more.
    audit_(from, to, amount);
    accounts_[from].balance -= amount;
    accounts_[to].balance += amount;
    return true;
  }

  long SumOf(int one, int other) const override {
    std::lock_guard lock_one(accounts_[std::min(one, other)].mutex);
    std::lock_guard lock_other(accounts_[std::max(one, other)].mutex);
    return accounts_[one].balance + accounts_[other].balance;
  }

  long Balance(int account) const override {
    std::lock_guard lock(accounts_[account].mutex);
    return accounts_[account].balance;
  }

 private:
  mutable std::mutex gate_;  // held only while locks are collected
  const Audit audit_;
  std::vector<Account> accounts_;
};

}  // namespace

std::unique_ptr<Ledger> NewLedger(int accounts, long balance, Audit audit) {
  return std::make_unique<CarefulLedger>(accounts, balance, std::move(audit));
}
