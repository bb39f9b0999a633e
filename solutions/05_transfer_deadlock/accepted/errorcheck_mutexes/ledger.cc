// Error-checking POSIX mutexes in the order of the accounts: EDEADLK says that both are the same
// account.
#include "ledger.h"

#include <pthread.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <deque>
#include <utility>

namespace {

class ErrorCheckMutex {
 public:
  ErrorCheckMutex() {
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_ERRORCHECK);
    pthread_mutex_init(&mutex_, &attributes);
    pthread_mutexattr_destroy(&attributes);
  }
  ~ErrorCheckMutex() { pthread_mutex_destroy(&mutex_); }
  ErrorCheckMutex(const ErrorCheckMutex&) = delete;

  // False when this thread holds it already.
  bool Lock() {
    const int error = pthread_mutex_lock(&mutex_);
    if (error != 0 && error != EDEADLK) std::abort();
    return error == 0;
  }
  void Unlock() { pthread_mutex_unlock(&mutex_); }

 private:
  pthread_mutex_t mutex_;
};

class Held {
 public:
  explicit Held(ErrorCheckMutex& mutex) : mutex_(mutex.Lock() ? &mutex : nullptr) {}
  ~Held() {
    if (mutex_ != nullptr) mutex_->Unlock();
  }
  Held(const Held&) = delete;

 private:
  ErrorCheckMutex* const mutex_;
};

struct Account {
  mutable ErrorCheckMutex mutex;
  long balance = 0;  // guarded by mutex
};

class MyLedger : public Ledger {
 public:
  MyLedger(int accounts, long balance, Audit audit)
      : audit_(std::move(audit)), accounts_(accounts) {
    for (Account& account : accounts_) account.balance = balance;
  }

  bool Transfer(int from, int to, long amount) override {
    Held low(accounts_[std::min(from, to)].mutex);
    Held high(accounts_[std::max(from, to)].mutex);
    if (accounts_[from].balance < amount) return false;
    audit_(from, to, amount);
    accounts_[from].balance -= amount;
    accounts_[to].balance += amount;
    return true;
  }

  long SumOf(int one, int other) const override {
    Held low(accounts_[std::min(one, other)].mutex);
    Held high(accounts_[std::max(one, other)].mutex);
    return accounts_[one].balance + accounts_[other].balance;
  }

  long Balance(int account) const override {
    Held held(accounts_[account].mutex);
    return accounts_[account].balance;
  }

 private:
  const Audit audit_;
  std::deque<Account> accounts_;
};

}  // namespace

std::unique_ptr<Ledger> NewLedger(int accounts, long balance, Audit audit) {
  return std::make_unique<MyLedger>(accounts, balance, std::move(audit));
}
