// History: which operation ran in which thread, with what result, and which overlapped in time.
//
// A test of a shared object records every call with the moments of its start and its return;
// linearizable.h then says whether the results can be explained at all.
#ifndef RACELAB_LABS_KIT_HISTORY_H_
#define RACELAB_LABS_KIT_HISTORY_H_

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace kit {

// One call that has returned. Moments are numbers of one clock for the whole history: `a` was over
// before `b` began if and only if a.returned < b.invoked. Otherwise they overlap.
template <typename Call, typename Result>
struct Operation {
  int thread = 0;
  Call call;  // what was asked: the method and its arguments
  Result result;
  int64_t invoked = 0;
  int64_t returned = 0;
};

// **Thread safety**: Record may run in several threads, if each has a thread number of its own.
// Operations() only after all of them are joined.
// **Invariants**: each moment is used once; operations of one thread never overlap.
template <typename Call, typename Result>
class History {
 public:
  explicit History(int threads) : operations_(threads) {}

  // Calls `run`, records it as `call` of `thread`, and returns its result.
  template <typename Run>
  Result Record(int thread, Call call, const Run& run) {
    const int64_t invoked = Now();
    Result result = run();
    const int64_t returned = Now();
    operations_[thread].push_back({thread, std::move(call), result, invoked, returned});
    return result;
  }

  // All operations, by their start.
  std::vector<Operation<Call, Result>> Operations() const {
    std::vector<Operation<Call, Result>> all;
    for (const auto& of_thread : operations_) {
      all.insert(all.end(), of_thread.begin(), of_thread.end());
    }
    std::sort(all.begin(), all.end(),
              [](const auto& a, const auto& b) { return a.invoked < b.invoked; });
    return all;
  }

 private:
  // Memory ordering: the fences keep the call between its two moments on the real machine.
  // ThreadSanitizer does not see fences, and the counter is relaxed: so the history adds no order
  // that could hide a race of the object under test.
  int64_t Now() {
    __sync_synchronize();
    const int64_t now = clock_.fetch_add(1, std::memory_order_relaxed);
    __sync_synchronize();
    return now;
  }

  std::atomic<int64_t> clock_{0};
  std::vector<std::vector<Operation<Call, Result>>> operations_;  // by thread
};

// The history as text for a failed test, one line each: "thread 1  [3, 8]  Withdraw(60) = true".
// `describe` turns one operation into "Withdraw(60) = true".
template <typename Operations, typename Describe>
std::string Timeline(const Operations& operations, const Describe& describe) {
  std::string text;
  for (const auto& operation : operations) {
    text += "  thread " + std::to_string(operation.thread) + "  [" +
            std::to_string(operation.invoked) + ", " + std::to_string(operation.returned) + "]  " +
            describe(operation) + "\n";
  }
  return text;
}

}  // namespace kit

#endif  // RACELAB_LABS_KIT_HISTORY_H_
