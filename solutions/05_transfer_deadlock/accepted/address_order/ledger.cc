// Locks by address, and only once when both accounts are the same.
#include "ledger.h"

#include <functional>
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
    const Account* first = &accounts_[from];
    const Account* second = &accounts_[to];
    if (std::less<const Account*>()(second, first)) std::swap(first, second);
    std::lock_guard lock_first(first->mutex);
    std::unique_lock lock_second(second->mutex, std::defer_lock);
    if (first != second) lock_second.lock();
    if (accounts_[from].balance < amount) return false;
    audit_(from, to, amount);
    accounts_[from].balance -= amount;
    accounts_[to].balance += amount;
    return true;
  }

  long SumOf(int one, int other) const override {
    const Account* first = &accounts_[one];
    const Account* second = &accounts_[other];
    if (std::less<const Account*>()(second, first)) std::swap(first, second);
    std::lock_guard lock_first(first->mutex);
    std::unique_lock lock_second(second->mutex, std::defer_lock);
    if (first != second) lock_second.lock();
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
  return std::make_unique<CarefulLedger>(accounts, balance, std::move(audit));
}
