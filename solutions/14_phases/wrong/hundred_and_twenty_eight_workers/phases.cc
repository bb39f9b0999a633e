// expect: stress assertion
// A table with one place for each worker: 128 are enough for every machine.
#include "phases.h"

#include <array>
#include <atomic>
#include <thread>
#include <vector>

void RunPhases(int workers, const Step& step, const Between& between) {
  std::array<std::atomic<int>, 128> done{};
  std::atomic<int> begun = 0;
  std::atomic<bool> over = false;
  std::vector<std::jthread> threads;
  for (int i = 0; i < workers; ++i) {
    threads.emplace_back([&, i] {
      for (int phase = 0;; ++phase) {
        begun.wait(phase - 1, std::memory_order_acquire);
        while (begun.load(std::memory_order_acquire) < phase) std::this_thread::yield();
        if (over.load(std::memory_order_relaxed)) return;
        step(i, phase);
        done[i % 128].store(phase + 1, std::memory_order_release);
        done[i % 128].notify_one();
      }
    });
  }
  for (int phase = 0;; ++phase) {
    for (int i = 0; i < workers; ++i) {
      while (done[i % 128].load(std::memory_order_acquire) <= phase) std::this_thread::yield();
    }
    const bool more = between(phase);
    if (!more) over.store(true, std::memory_order_relaxed);
    begun.store(phase + 1, std::memory_order_release);
    begun.notify_all();
    if (!more) return;
  }
}
