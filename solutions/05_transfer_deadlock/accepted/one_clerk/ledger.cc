// One thread owns all balances; everybody else sends it requests and waits for a future.
#include "ledger.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace {

// Runs what it is given, one after the other, in a thread of its own.
class Clerk {
 public:
  Clerk() : thread_([this] { Work(); }) {}
  ~Clerk() {
    Post(nullptr);
    thread_.join();
  }
  Clerk(const Clerk&) = delete;

  template <typename F>
  auto Ask(F f) {
    // Shared: the answer may be there before the task has come to its end.
    auto task = std::make_shared<std::packaged_task<decltype(f())()>>(std::move(f));
    auto answer = task->get_future();
    Post([task] { (*task)(); });
    return answer.get();
  }

 private:
  void Post(std::function<void()> job) {
    std::lock_guard lock(mutex_);
    jobs_.push_back(std::move(job));
    posted_.notify_one();
  }
  void Work() {
    for (;;) {
      std::unique_lock lock(mutex_);
      posted_.wait(lock, [this] { return !jobs_.empty(); });
      const auto job = std::move(jobs_.front());
      jobs_.pop_front();
      lock.unlock();
      if (!job) return;
      job();
    }
  }

  std::mutex mutex_;
  std::condition_variable posted_;
  std::deque<std::function<void()>> jobs_;  // guarded by mutex_
  std::thread thread_;
};

class MyLedger : public Ledger {
 public:
  MyLedger(int accounts, long balance, Audit audit)
      : audit_(std::move(audit)), balances_(accounts, balance) {}

  bool Transfer(int from, int to, long amount) override {
    const bool moved = clerk_.Ask([&] {
      if (balances_[from] < amount) return false;
      balances_[from] -= amount;
      balances_[to] += amount;
      return true;
    });
    if (moved) audit_(from, to, amount);
    return moved;
  }

  long SumOf(int one, int other) const override {
    return clerk_.Ask([&] { return balances_[one] + balances_[other]; });
  }

  long Balance(int account) const override {
    return clerk_.Ask([&] { return balances_[account]; });
  }

 private:
  const Audit audit_;
  std::vector<long> balances_;  // only the clerk's
  mutable Clerk clerk_;         // ends before the balances do
};

}  // namespace

std::unique_ptr<Ledger> NewLedger(int accounts, long balance, Audit audit) {
  return std::make_unique<MyLedger>(accounts, balance, std::move(audit));
}
