// expect: explore deadlock
// Asks whether to go on before it waits for the others, who then wait in vain.
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
      if (worker == 0 && !(go_on = between(phase))) return;
      barrier.wait();
    }
  };

  boost::thread_group threads;
  for (int i = 0; i < workers; ++i) threads.create_thread([&work, i] { work(i); });
  threads.join_all();
}
