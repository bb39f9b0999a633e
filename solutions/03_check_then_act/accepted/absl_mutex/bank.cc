// absl::Mutex; the compiler checks that the balance is only touched under it.
#include "bank.h"

#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"

namespace {

struct Account {
  mutable absl::Mutex mutex;
  long balance ABSL_GUARDED_BY(mutex) = 0;
};

class CarefulBank : public Bank {
 public:
  CarefulBank(int accounts, long balance, Approve approve)
      : approve_(std::move(approve)), accounts_(accounts) {
    for (Account& account : accounts_) Put(account, balance);
  }

  long Balance(int account) const override {
    const Account& from = accounts_[account];
    absl::ReaderMutexLock lock(&from.mutex);
    return from.balance;
  }

  void Deposit(int account, long amount) override { Put(accounts_[account], amount); }

  bool Withdraw(int account, long amount) override {
    Account& from = accounts_[account];
    absl::MutexLock lock(&from.mutex);
    if (from.balance < amount || !approve_(account, amount)) return false;
    from.balance -= amount;
    return true;
  }

 private:
  static void Put(Account& account, long amount) {
    absl::MutexLock lock(&account.mutex);
    account.balance += amount;
  }

  const Approve approve_;
  std::vector<Account> accounts_;
};

}  // namespace

std::unique_ptr<Bank> NewBank(int accounts, long balance, Approve approve) {
  return std::make_unique<CarefulBank>(accounts, balance, std::move(approve));
}
