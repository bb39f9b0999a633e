// expect: explore use-after-free
// A new barrier for each phase; the last one to come deletes the old one.
#include "phases.h"

#include <boost/thread/condition_variable.hpp>
#include <boost/thread/lock_types.hpp>
#include <boost/thread/mutex.hpp>
#include <boost/thread/thread.hpp>

namespace {

class Barrier {
 public:
  explicit Barrier(int workers) : workers_(workers) {}

  // Waits for all workers. The last one calls `serial` before anybody goes on.
  template <typename Serial>
  void Wait(const Serial& serial) {
    boost::unique_lock<boost::mutex> lock(mutex_);
    const int mine = generation_;
    if (++arrived_ == workers_) {
      serial();
      arrived_ = 0;
      ++generation_;
      changed_.notify_all();
    } else {
      while (generation_ == mine) changed_.wait(lock);
    }
  }

 private:
  const int workers_;
  boost::mutex mutex_;
  boost::condition_variable changed_;
  int arrived_ = 0;     // guarded by mutex_, as the one below
  int generation_ = 0;  // how many meetings are over
};

}  // namespace

void RunPhases(int workers, const Step& step, const Between& between) {
  auto* barrier = new Barrier(workers);
  bool go_on = true;  // changed only while all others wait

  const auto work = [&](int worker) {
    for (int phase = 0; go_on; ++phase) {
      step(worker, phase);
      Barrier* const mine = barrier;
      bool last = false;
      mine->Wait([&] {
        go_on = between(phase);
        barrier = new Barrier(workers);
        last = true;
      });
      if (last) delete mine;
    }
  };

  boost::thread_group threads;
  for (int i = 0; i < workers; ++i) threads.create_thread([&work, i] { work(i); });
  threads.join_all();
  delete barrier;
}
