// Sixteen locks for all accounts, taken in the order of the locks; two accounts may share one.
#include "ledger.h"

#include <algorithm>
#include <mutex>
#include <utility>
#include <vector>

namespace {

constexpr int kLocks = 16;

class StripedLedger : public Ledger {
 public:
  StripedLedger(int accounts, long balance, Audit audit)
      : audit_(std::move(audit)), balances_(accounts, balance) {}

  bool Transfer(int from, int to, long amount) override {
    const auto locks = Lock(from, to);
    if (balances_[from] < amount) return false;
    audit_(from, to, amount);
    balances_[from] -= amount;
    balances_[to] += amount;
    return true;
  }

  long SumOf(int one, int other) const override {
    const auto locks = Lock(one, other);
    return balances_[one] + balances_[other];
  }

  long Balance(int account) const override {
    std::lock_guard lock(mutexes_[account % kLocks]);
    return balances_[account];
  }

 private:
  using Locks = std::pair<std::unique_lock<std::mutex>, std::unique_lock<std::mutex>>;

  Locks Lock(int one, int other) const {
    const auto [low, high] = std::minmax({one % kLocks, other % kLocks});
    Locks locks;
    locks.first = std::unique_lock(mutexes_[low]);
    if (high != low) locks.second = std::unique_lock(mutexes_[high]);
    return locks;
  }

  mutable std::mutex mutexes_[kLocks];
  const Audit audit_;
  std::vector<long> balances_;  // each guarded by one of mutexes_
};

}  // namespace

std::unique_ptr<Ledger> NewLedger(int accounts, long balance, Audit audit) {
  return std::make_unique<StripedLedger>(accounts, balance, std::move(audit));
}
