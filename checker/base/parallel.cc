// Starts the threads, hands out the jobs and waits.
#include "checker/base/parallel.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace racelab {

size_t Processors() { return std::clamp(std::thread::hardware_concurrency(), 1u, 8u); }

void ForEachInParallel(size_t count, size_t threads, const std::function<void(size_t)>& job) {
  std::atomic<size_t> next = 0;
  const auto work = [&] {
    for (size_t i = next++; i < count; i = next++) job(i);
  };
  std::vector<std::thread> helpers;
  for (size_t i = 1; i < std::min(threads, count); ++i) helpers.emplace_back(work);
  work();
  for (std::thread& helper : helpers) helper.join();
}

}  // namespace racelab
