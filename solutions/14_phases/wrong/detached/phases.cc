// expect: explore data-race
// The caller waits for the last meeting only; the workers are still on their way out.
#include "phases.h"

#include <condition_variable>
#include <mutex>
#include <thread>

void RunPhases(int workers, const Step& step, const Between& between) {
  std::mutex mutex;
  std::condition_variable changed;
  int arrived = 0;
  int generation = 0;
  bool go_on = true;

  const auto work = [&](int worker) {
    for (int phase = 0;; ++phase) {
      step(worker, phase);
      std::unique_lock lock(mutex);
      if (++arrived == workers) {
        go_on = between(phase);
        arrived = 0;
        ++generation;
        changed.notify_all();
      } else {
        changed.wait(lock, [&] { return generation > phase; });
      }
      if (!go_on) return;
    }
  };

  for (int i = 0; i < workers; ++i) std::thread(work, i).detach();
  std::unique_lock lock(mutex);
  changed.wait(lock, [&] { return !go_on; });
}
