// expect: functional hang
// The number of the meeting that is over has two bytes, that of the phase has four.
#include "phases.h"

#include <cstdint>

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
  void Wait(int meeting, const Serial& serial) {
    boost::unique_lock<boost::mutex> lock(mutex_);
    const int mine = meeting;
    if (++arrived_ == workers_) {
      serial();
      arrived_ = 0;
      generation_ = static_cast<uint16_t>(meeting + 1);
      changed_.notify_all();
    }
    while (generation_ != mine + 1) changed_.wait(lock);
  }

 private:
  const int workers_;
  boost::mutex mutex_;
  boost::condition_variable changed_;
  int arrived_ = 0;          // guarded by mutex_, as the one below
  uint16_t generation_ = 0;  // how many meetings are over
};

}  // namespace

void RunPhases(int workers, const Step& step, const Between& between) {
  Barrier barrier(workers);
  bool go_on = true;  // changed only while all others wait

  const auto work = [&](int worker) {
    for (int phase = 0; go_on; ++phase) {
      step(worker, phase);
      barrier.Wait(phase, [&] { go_on = between(phase); });
    }
  };

  boost::thread_group threads;
  for (int i = 0; i < workers; ++i) threads.create_thread([&work, i] { work(i); });
  threads.join_all();
}
