// expect: explore data-race
// The caller works between as soon as the first one has finished.
#include "phases.h"

#include <boost/thread/barrier.hpp>
#include <boost/thread/condition_variable.hpp>
#include <boost/thread/lock_types.hpp>
#include <boost/thread/mutex.hpp>
#include <boost/thread/thread.hpp>

void RunPhases(int workers, const Step& step, const Between& between) {
  boost::mutex mutex;
  boost::condition_variable changed;
  int finished = 0;  // guarded by mutex, as the one below
  bool go_on = true;
  boost::barrier begin(workers + 1);

  const auto work = [&](int worker) {
    for (int phase = 0; go_on; ++phase) {
      step(worker, phase);
      {
        boost::unique_lock<boost::mutex> lock(mutex);
        ++finished;
        changed.notify_one();
      }
      begin.wait();
    }
  };

  boost::thread_group threads;
  for (int i = 0; i < workers; ++i) threads.create_thread([&work, i] { work(i); });
  for (int phase = 0; go_on; ++phase) {
    {
      boost::unique_lock<boost::mutex> lock(mutex);
      while (finished == 0) changed.wait(lock);
      finished = 0;
      go_on = between(phase);
    }
    begin.wait();
  }
  threads.join_all();
}
