// expect: tsan assertion
// Withdraw is a proper compare-and-exchange loop; Deposit reads and stores in two steps.
#include "bank.h"

#include <atomic>
#include <utility>
#include <vector>

namespace {

class AtomicBank : public Bank {
 public:
  AtomicBank(int accounts, long balance, Approve approve)
      : approve_(std::move(approve)), balances_(accounts) {
    for (std::atomic<long>& each : balances_) each = balance;
  }

  long Balance(int account) const override { return balances_[account]; }

  void Deposit(int account, long amount) override {
    balances_[account] = balances_[account] + amount;
  }

  bool Withdraw(int account, long amount) override {
    if (!approve_(account, amount)) return false;
    long balance = balances_[account];
    do {
      if (balance < amount) return false;
    } while (!balances_[account].compare_exchange_weak(balance, balance - amount));
    return true;
  }

 private:
  const Approve approve_;
  std::vector<std::atomic<long>> balances_;
};

}  // namespace

std::unique_ptr<Bank> NewBank(int accounts, long balance, Approve approve) {
  return std::make_unique<AtomicBank>(accounts, balance, std::move(approve));
}
