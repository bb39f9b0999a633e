// Relaxed atomics, with fences that order what was written.
#include "phases.h"

#include <sched.h>

#include <atomic>
#include <thread>
#include <vector>

void RunPhases(int workers, const Step& step, const Between& between) {
  std::atomic<int> arrived = 0;
  std::atomic<int> generation = 0;
  bool go_on = true;

  const auto work = [&](int worker) {
    for (int phase = 0; go_on; ++phase) {
      step(worker, phase);
      std::atomic_thread_fence(std::memory_order_release);
      if (arrived.fetch_add(1, std::memory_order_relaxed) + 1 == workers) {
        std::atomic_thread_fence(std::memory_order_acquire);
        go_on = between(phase);
        arrived.store(0, std::memory_order_relaxed);
        std::atomic_thread_fence(std::memory_order_release);
        generation.store(phase + 1, std::memory_order_relaxed);
      } else {
        while (generation.load(std::memory_order_relaxed) <= phase) sched_yield();
        std::atomic_thread_fence(std::memory_order_acquire);
      }
    }
  };

  std::vector<std::thread> threads;
  for (int i = 0; i < workers; ++i) threads.emplace_back(work, i);
  for (std::thread& thread : threads) thread.join();
}
