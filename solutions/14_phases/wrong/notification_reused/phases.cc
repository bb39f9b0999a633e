// expect: explore assertion
// One notification for all phases: from the second one on it lets everybody through.
#include "phases.h"

#include <atomic>
#include <thread>
#include <vector>

#include "absl/synchronization/notification.h"

void RunPhases(int workers, const Step& step, const Between& between) {
  std::atomic<int> arrived = 0;
  absl::Notification all_finished;
  bool go_on = true;

  const auto work = [&](int worker) {
    for (int phase = 0; go_on; ++phase) {
      step(worker, phase);
      if (arrived.fetch_add(1, std::memory_order_acq_rel) + 1 == workers) {
        go_on = between(phase);
        arrived.store(0, std::memory_order_relaxed);
        if (!all_finished.HasBeenNotified()) all_finished.Notify();
      } else {
        all_finished.WaitForNotification();
      }
    }
  };

  std::vector<std::thread> threads;
  for (int i = 0; i < workers; ++i) threads.emplace_back(work, i);
  for (std::thread& thread : threads) thread.join();
}
