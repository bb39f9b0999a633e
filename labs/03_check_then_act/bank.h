// Bank: accounts that many tellers use at the same time. Given; not edited.
#ifndef RACELAB_LABS_03_CHECK_THEN_ACT_BANK_H_
#define RACELAB_LABS_03_CHECK_THEN_ACT_BANK_H_

#include <functional>
#include <memory>

// Asks the fraud office about one withdrawal. It may take long. It does not use this bank.
using Approve = std::function<bool(int account, long amount)>;

// Each method may be called by several threads at a time, and seems to happen at one moment
// between its call and its return. Accounts have the numbers 0, 1, 2, ...
// Banks have nothing to do with each other: the office of one may use another.
class Bank {
 public:
  virtual ~Bank() = default;

  // The money in the account; never negative.
  virtual long Balance(int account) const = 0;

  // Puts money in. REQUIRES: amount > 0.
  virtual void Deposit(int account, long amount) = 0;

  // Takes the amount out and returns true, if the fraud office approves and the account holds at
  // least that much. Else nothing happens and it returns false. REQUIRES: amount > 0.
  // The office is asked at most once per call, and always before the money leaves. While it thinks
  // about one account, withdrawals from other accounts go on. In a large bank a few accounts may
  // share a lock and wait for each other.
  virtual bool Withdraw(int account, long amount) = 0;
};

// A bank whose `accounts` accounts hold `balance` each. This is what bank.cc provides.
std::unique_ptr<Bank> NewBank(int accounts, long balance, Approve approve);

#endif  // RACELAB_LABS_03_CHECK_THEN_ACT_BANK_H_
