// Waits for the second lock for a limited time, then lets go of the first and begins again.
#include "ledger.h"

#include <chrono>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace {

struct Account {
  mutable std::timed_mutex mutex;
  long balance = 0;  // guarded by mutex
};

class OurLedger : public Ledger {
 public:
  OurLedger(int accounts, long balance, Audit audit)
      : audit_(std::move(audit)), accounts_(accounts) {
    for (Account& account : accounts_) account.balance = balance;
  }

  bool Transfer(int from, int to, long amount) override {
    const Locks locks = Lock(from, to);
    if (accounts_[from].balance < amount) return false;
    audit_(from, to, amount);
    accounts_[from].balance -= amount;
    accounts_[to].balance += amount;
    return true;
  }

  long SumOf(int one, int other) const override {
    const Locks locks = Lock(one, other);
    return accounts_[one].balance + accounts_[other].balance;
  }

  long Balance(int account) const override {
    std::lock_guard lock(accounts_[account].mutex);
    return accounts_[account].balance;
  }

 private:
  struct Locks {
    std::unique_lock<std::timed_mutex> first, second;
  };

  Locks Lock(int one, int other) const {
    for (int turn = 0;; ++turn) {
      Locks locks{std::unique_lock(accounts_[one].mutex), {}};
      if (one == other) return locks;
      const auto patience = std::chrono::microseconds(50 * (turn % 7 + 1));
      locks.second = std::unique_lock(accounts_[other].mutex, patience);
      if (locks.second) return locks;
      locks.first.unlock();
      std::swap(one, other);
      std::this_thread::yield();
    }
  }

  const Audit audit_;
  std::vector<Account> accounts_;
};

}  // namespace

std::unique_ptr<Ledger> NewLedger(int accounts, long balance, Audit audit) {
  return std::make_unique<OurLedger>(accounts, balance, std::move(audit));
}
