// Each account belongs to a thread of its own; everybody else sends it requests and waits.
#include "bank.h"

#include <condition_variable>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <queue>
#include <thread>
#include <utility>
#include <vector>

namespace {

// Runs requests one after another in one thread.
class Clerk {
 public:
  ~Clerk() {
    Ask([this] { return open_ = false; });
    thread_.join();
  }

  long Ask(std::function<long()> request) {
    std::packaged_task<long()> task(std::move(request));
    std::future<long> answer = task.get_future();
    {
      std::lock_guard lock(mutex_);
      tasks_.push(std::move(task));
    }
    news_.notify_one();
    return answer.get();
  }

 private:
  void Work() {
    while (open_) {
      std::unique_lock lock(mutex_);
      news_.wait(lock, [this] { return !tasks_.empty(); });
      std::packaged_task<long()> task = std::move(tasks_.front());
      tasks_.pop();
      lock.unlock();
      task();
    }
  }

  std::mutex mutex_;
  std::condition_variable news_;
  std::queue<std::packaged_task<long()>> tasks_;  // guarded by mutex_
  bool open_ = true;                              // the clerk's own
  std::thread thread_{[this] { Work(); }};        // last, so that it starts when all else is there
};

struct Account {
  long balance = 0;  // the clerk's own
  std::unique_ptr<Clerk> clerk = std::make_unique<Clerk>();
};

class OfficeBank : public Bank {
 public:
  OfficeBank(int accounts, long balance, Approve approve)
      : approve_(std::move(approve)), accounts_(accounts) {
    for (int i = 0; i < accounts; ++i) Deposit(i, balance);
  }

  long Balance(int account) const override {
    return accounts_[account].clerk->Ask([this, account] { return accounts_[account].balance; });
  }

  void Deposit(int account, long amount) override {
    accounts_[account].clerk->Ask(
        [this, account, amount] { return accounts_[account].balance += amount; });
  }

  bool Withdraw(int account, long amount) override {
    return accounts_[account].clerk->Ask([this, account, amount] {
      if (accounts_[account].balance < amount || !approve_(account, amount)) return 0;
      accounts_[account].balance -= amount;
      return 1;
    }) == 1;
  }

 private:
  const Approve approve_;
  std::vector<Account> accounts_;
};

}  // namespace

std::unique_ptr<Bank> NewBank(int accounts, long balance, Approve approve) {
  return std::make_unique<OfficeBank>(accounts, balance, std::move(approve));
}
