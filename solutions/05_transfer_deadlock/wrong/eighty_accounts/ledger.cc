// expect: functional assertion
// There are 80 accounts, whatever the ledger asks for; the others share them.
#include "ledger.h"

#include <array>
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
  CarefulLedger(int, long balance, Audit audit) : audit_(std::move(audit)) {
    for (Account& account : accounts_) account.balance = balance;
  }

  bool Transfer(int from, int to, long amount) override {
    if (from == to) {
      if (Balance(from) < amount) return false;
      audit_(from, to, amount);
      return true;
    }
    std::scoped_lock lock(accounts_[from].mutex, accounts_[to].mutex);
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
  struct Many {
    std::array<Account, 80> all;
    Account& operator[](int i) { return all[i % 80]; }
    const Account& operator[](int i) const { return all[i % 80]; }
    Account* begin() { return all.data(); }
    Account* end() { return all.data() + 80; }
  } accounts_;
};

}  // namespace

std::unique_ptr<Ledger> NewLedger(int accounts, long balance, Audit audit) {
  return std::make_unique<CarefulLedger>(accounts, balance, std::move(audit));
}
