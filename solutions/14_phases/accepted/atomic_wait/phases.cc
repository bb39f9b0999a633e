// A count that never goes back: phase p is over when the last one has added one more.
#include "phases.h"

#include <atomic>
#include <thread>
#include <vector>

void RunPhases(int workers, const Step& step, const Between& between) {
  std::atomic<long> events = 0;  // each arrival, and after each phase one more
  bool go_on = true;

  const auto work = [&](int worker) {
    for (int phase = 0; go_on; ++phase) {
      step(worker, phase);
      const long last = static_cast<long>(phase + 1) * (workers + 1) - 1;
      if (++events == last) {
        go_on = between(phase);
        ++events;
        events.notify_all();
      } else {
        for (long now = events; now <= last; now = events) events.wait(now);
      }
    }
  };

  std::vector<std::thread> threads;
  for (int i = 0; i < workers; ++i) threads.emplace_back(work, i);
  for (std::thread& thread : threads) thread.join();
}
