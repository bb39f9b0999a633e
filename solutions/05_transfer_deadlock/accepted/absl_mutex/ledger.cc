// absl::Mutex, locked by account number.
#include "ledger.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"

namespace {

struct Account {
  mutable absl::Mutex mutex;
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
    const Account& low = accounts_[std::min(from, to)];
    const Account& high = accounts_[std::max(from, to)];
    absl::MutexLock lock_low(&low.mutex);
    absl::MutexLock lock_high(&high.mutex);
    if (accounts_[from].balance < amount) return false;
    audit_(from, to, amount);
    accounts_[from].balance -= amount;
    accounts_[to].balance += amount;
    return true;
  }

  long SumOf(int one, int other) const override {
    const Account& low = accounts_[std::min(one, other)];
    const Account& high = accounts_[std::max(one, other)];
    absl::MutexLock lock_low(&low.mutex);
    absl::MutexLock lock_high(&high.mutex);
    return accounts_[one].balance + accounts_[other].balance;
  }

  long Balance(int account) const override {
    absl::ReaderMutexLock lock(&accounts_[account].mutex);
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
