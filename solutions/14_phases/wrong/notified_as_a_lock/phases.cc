// expect: explore assertion
// "Not notified yet, so nobody has worked between": two may see that at the same time.
#include "phases.h"

#include <atomic>
#include <barrier>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

#include "absl/synchronization/notification.h"

void RunPhases(int workers, const Step& step, const Between& between) {
  std::barrier all_finished(workers);
  std::mutex mutex;
  std::deque<absl::Notification> done;  // guarded by mutex; references to its elements stay valid
  std::atomic<bool> go_on = true;

  const auto work = [&](int worker) {
    for (int phase = 0; go_on; ++phase) {
      step(worker, phase);
      all_finished.arrive_and_wait();
      absl::Notification* between_done;
      {
        std::lock_guard lock(mutex);
        while (static_cast<int>(done.size()) <= phase) done.emplace_back();
        between_done = &done[phase];
      }
      if (!between_done->HasBeenNotified()) {
        std::unique_lock lock(mutex);
        go_on = between(phase);
        lock.unlock();
        if (!between_done->HasBeenNotified()) between_done->Notify();
      }
      all_finished.arrive_and_wait();
    }
  };

  std::vector<std::thread> threads;
  for (int i = 0; i < workers; ++i) threads.emplace_back(work, i);
  for (std::thread& thread : threads) thread.join();
}
