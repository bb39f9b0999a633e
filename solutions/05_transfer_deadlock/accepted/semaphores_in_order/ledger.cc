// A binary semaphore per account, collected in a std::set: sorted, and the same one only once.
#include "ledger.h"

#include <atomic>
#include <semaphore>
#include <set>
#include <utility>
#include <vector>

namespace {

struct Account {
  mutable std::binary_semaphore free{1};
  long balance = 0;  // only for who has taken `free`
};

class Taken {
 public:
  Taken(const std::vector<Account>& accounts, std::set<int> numbers)
      : accounts_(accounts), numbers_(std::move(numbers)) {
    for (int number : numbers_) accounts_[number].free.acquire();
  }
  ~Taken() {
    for (int number : numbers_) accounts_[number].free.release();
  }
  Taken(const Taken&) = delete;

 private:
  const std::vector<Account>& accounts_;
  const std::set<int> numbers_;
};

class MyLedger : public Ledger {
 public:
  MyLedger(int accounts, long balance, Audit audit)
      : audit_(std::move(audit)), accounts_(accounts) {
    for (Account& account : accounts_) account.balance = balance;
  }

  bool Transfer(int from, int to, long amount) override {
    {
      Taken taken(accounts_, {from, to});
      if (accounts_[from].balance < amount) return false;
      accounts_[from].balance -= amount;
      accounts_[to].balance += amount;
    }
    audit_(from, to, amount);
    return true;
  }

  long SumOf(int one, int other) const override {
    Taken taken(accounts_, {one, other});
    return accounts_[one].balance + accounts_[other].balance;
  }

  long Balance(int account) const override {
    Taken taken(accounts_, {account});
    return accounts_[account].balance;
  }

 private:
  const Audit audit_;
  std::vector<Account> accounts_;
};

}  // namespace

std::unique_ptr<Ledger> NewLedger(int accounts, long balance, Audit audit) {
  return std::make_unique<MyLedger>(accounts, balance, std::move(audit));
}
