// A ticket per teller and account: withdrawals wait for their turn, readers need no lock.
#include "bank.h"

#include <atomic>
#include <thread>
#include <utility>
#include <vector>

namespace {

struct Account {
  std::atomic<long> balance = 0;
  std::atomic<unsigned> next_ticket = 0;
  std::atomic<unsigned> serving = 0;
};

class CarefulBank : public Bank {
 public:
  CarefulBank(int accounts, long balance, Approve approve)
      : approve_(std::move(approve)), accounts_(accounts) {
    for (Account& account : accounts_) account.balance = balance;
  }

  long Balance(int account) const override { return accounts_[account].balance; }

  void Deposit(int account, long amount) override { accounts_[account].balance += amount; }

  bool Withdraw(int account, long amount) override {
    Account& from = accounts_[account];
    const unsigned ticket = from.next_ticket.fetch_add(1);
    while (from.serving != ticket) std::this_thread::yield();
    // Only deposits may change the balance now, so it cannot fall below what we see.
    const bool ok = from.balance >= amount && approve_(account, amount);
    if (ok) from.balance -= amount;
    from.serving.store(ticket + 1);
    return ok;
  }

 private:
  const Approve approve_;
  std::vector<Account> accounts_;
};

}  // namespace

std::unique_ptr<Bank> NewBank(int accounts, long balance, Approve approve) {
  return std::make_unique<CarefulBank>(accounts, balance, std::move(approve));
}
