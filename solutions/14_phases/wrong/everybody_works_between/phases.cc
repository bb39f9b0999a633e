// expect: explore assertion
// All of them work between, as if it were a step.
#include "phases.h"

#include <boost/thread/barrier.hpp>
#include <boost/thread/thread.hpp>

void RunPhases(int workers, const Step& step, const Between& between) {
  boost::barrier barrier(workers);
  bool go_on = true;

  const auto work = [&](int worker) {
    for (int phase = 0; go_on; ++phase) {
      step(worker, phase);
      barrier.wait();
      go_on = between(phase);
      barrier.wait();
    }
  };

  boost::thread_group threads;
  for (int i = 0; i < workers; ++i) threads.create_thread([&work, i] { work(i); });
  threads.join_all();
}
