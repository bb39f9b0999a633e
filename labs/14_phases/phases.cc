// Workers in phases: who is the last to finish lets everybody go on.
#include "phases.h"

#include <atomic>
#include <boost/thread/thread.hpp>

void RunPhases(int workers, const Step& step, const Between& between) {
  std::atomic<int> finished = 0;
  std::atomic<bool> go_on = true;

  const auto work = [&](int worker) {
    for (int phase = 0; go_on; ++phase) {
      step(worker, phase);
      if (++finished == workers) {
        go_on = between(phase);
        finished = 0;  // the others wait for this
        finished.notify_all();
      } else {
        for (int now = finished; now != 0; now = finished) finished.wait(now);
      }
    }
  };

  boost::thread_group threads;
  for (int i = 0; i < workers; ++i) threads.create_thread([&work, i] { work(i); });
  threads.join_all();
}
