// absl::Barrier is for one meeting: whoever is told to delete it does, and makes the next one.
#include "phases.h"

#include <boost/thread/thread.hpp>

#include "absl/synchronization/barrier.h"

void RunPhases(int workers, const Step& step, const Between& between) {
  // A worker uses one of them only when all have passed the other one.
  auto* finished = new absl::Barrier(workers);
  auto* ready = new absl::Barrier(workers);
  bool go_on = true;

  const auto work = [&](int worker) {
    for (int phase = 0; go_on; ++phase) {
      step(worker, phase);
      if (finished->Block()) {
        delete finished;
        finished = new absl::Barrier(workers);
        go_on = between(phase);
      }
      absl::Barrier* const mine = ready;
      if (mine->Block()) {
        ready = new absl::Barrier(workers);
        delete mine;
      }
    }
  };

  boost::thread_group threads;
  for (int i = 0; i < workers; ++i) threads.create_thread([&work, i] { work(i); });
  threads.join_all();
  delete finished;
  delete ready;
}
