// Starts the threads, hands out the jobs and waits.
#include "checker/base/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <thread>
#include <vector>

namespace racelab {

size_t Processors() { return std::clamp(std::thread::hardware_concurrency(), 1u, 8u); }

void ForEachInParallel(size_t count, size_t threads, const std::function<void(size_t)>& job) {
  threads = std::max<size_t>(1, std::min(threads, count));
  std::atomic<size_t> next = 0;
  std::atomic<bool> failed = false;
  std::vector<std::exception_ptr> errors(threads);  // each thread has its own
  const auto work = [&](size_t thread) {
    try {
      for (size_t i = next++; i < count && !failed; i = next++) job(i);
    } catch (...) {
      errors[thread] = std::current_exception();
      failed = true;
    }
  };
  {
    std::vector<std::jthread> helpers;  // joined also when no further thread can be had
    for (size_t i = 1; i < threads; ++i) helpers.emplace_back(work, i);
    work(0);
  }
  for (const std::exception_ptr& error : errors) {
    if (error) std::rethrow_exception(error);
  }
}

}  // namespace racelab
