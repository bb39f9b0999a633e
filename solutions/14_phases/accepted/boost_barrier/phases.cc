// boost::barrier; the one that is told so works while the others wait a second time.
#include "phases.h"

#include <boost/thread/barrier.hpp>
#include <boost/thread/thread.hpp>

void RunPhases(int workers, const Step& step, const Between& between) {
  boost::barrier barrier(workers);
  bool go_on = true;

  const auto work = [&](int worker) {
    for (int phase = 0; go_on; ++phase) {
      step(worker, phase);
      if (barrier.wait()) go_on = between(phase);
      barrier.wait();
    }
  };

  boost::thread_group threads;
  for (int i = 0; i < workers; ++i) threads.create_thread([&work, i] { work(i); });
  threads.join_all();
}
