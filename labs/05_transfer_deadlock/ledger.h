// Ledger: accounts, and transfers between them, for many threads. Given; not edited.
#ifndef RACELAB_LABS_05_TRANSFER_DEADLOCK_LEDGER_H_
#define RACELAB_LABS_05_TRANSFER_DEADLOCK_LEDGER_H_

#include <functional>
#include <memory>

// Writes one transfer into the audit log. It may take long. It does not use this ledger.
using Audit = std::function<void(int from, int to, long amount)>;

// Each method may be called by several threads at a time, and always returns in the end.
// Accounts have the numbers 0, 1, 2, ...
// Ledgers have nothing to do with each other: the audit of one may use another.
class Ledger {
 public:
  virtual ~Ledger() = default;

  // Moves the amount from one account to another, and returns true. When `from` holds less, nothing
  // happens and it returns false. `from` and `to` may be the same account: then it says whether the
  // account holds the amount, and nothing moves. REQUIRES: amount > 0.
  // Each call that returns true is told to the audit once, before it returns, also when both
  // accounts are the same. While the audit writes, transfers between other accounts go on. In a
  // large ledger a few accounts may share a lock and wait for each other.
  virtual bool Transfer(int from, int to, long amount) = 0;

  // The money in two different accounts together, at one moment: a transfer between the two does
  // not change it.
  virtual long SumOf(int one, int other) const = 0;

  // The money in one account; never negative.
  virtual long Balance(int account) const = 0;
};

// A ledger whose `accounts` accounts hold `balance` each. This is what ledger.cc provides.
std::unique_ptr<Ledger> NewLedger(int accounts, long balance, Audit audit);

#endif  // RACELAB_LABS_05_TRANSFER_DEADLOCK_LEDGER_H_
