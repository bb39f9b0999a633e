// Threads for tests: start n threads at one moment, run a function in each, join them all.
//
// Threads that start one after another often finish one after another too, and then a wrong program
// looks right. The start gate holds them back until the last one is there.
#ifndef RACELAB_LABS_KIT_THREADS_H_
#define RACELAB_LABS_KIT_THREADS_H_

#include <sched.h>

#include <atomic>
#include <boost/thread/thread.hpp>
#include <exception>
#include <functional>
#include <vector>

// There when the explorer's runtime is linked: 1 while it decides who runs.
extern "C" __attribute__((weak)) int racelab_exploring();

namespace kit {

// Whether the explorer decides who runs: then it tries every order by itself.
inline bool Exploring() { return racelab_exploring != nullptr && racelab_exploring() != 0; }

// Holds threads back until `expected` of them wait, then lets all of them go.
//
// Memory ordering: none. The gate must not order what happens behind it, or it would hide races
// from ThreadSanitizer; so it spins on a relaxed atomic instead of using a lock.
class StartGate {
 public:
  explicit StartGate(int expected) : missing_(expected) {}

  void Wait() {
    if (Exploring()) return;  // waiting would only add to the orders
    missing_.fetch_sub(1, std::memory_order_relaxed);
    while (missing_.load(std::memory_order_relaxed) > 0) sched_yield();
  }

  // Lets everybody go at once, also those who come later.
  void Open() { missing_.store(0, std::memory_order_relaxed); }

 private:
  std::atomic<int> missing_;
};

// Runs f(0) ... f(n - 1) in n threads that start together, and joins them all. When calls of `f`
// throw, the exception of the lowest thread is thrown again after the join.
inline void RunThreads(int n, const std::function<void(int)>& f) {
  StartGate gate(n);
  std::vector<std::exception_ptr> errors(n);
  const auto body = [&](int i) {
    gate.Wait();
    try {
      f(i);
    } catch (...) {
      errors[i] = std::current_exception();
    }
  };

  std::vector<boost::thread> threads;
  threads.reserve(n);
  std::exception_ptr start_error;
  try {
    for (int i = 0; i < n; ++i) threads.emplace_back(body, i);
  } catch (...) {
    start_error = std::current_exception();  // no more threads to be had: do not strand the others
    gate.Open();
  }
  for (boost::thread& thread : threads) thread.join();

  if (start_error) std::rethrow_exception(start_error);
  for (const std::exception_ptr& error : errors) {
    if (error) std::rethrow_exception(error);
  }
}

}  // namespace kit

#endif  // RACELAB_LABS_KIT_THREADS_H_
