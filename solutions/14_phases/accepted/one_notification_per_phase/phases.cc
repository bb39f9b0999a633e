// For each phase a notification and a countdown of its own, kept until the end.
#include "phases.h"

#include <boost/thread/thread.hpp>
#include <deque>

#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"

namespace {

struct Phase {
  explicit Phase(int workers) : finished(workers) {}
  absl::Notification may_begin;
  absl::BlockingCounter finished;
};

}  // namespace

void RunPhases(int workers, const Step& step, const Between& between) {
  absl::Mutex mutex;
  std::deque<Phase> phases;  // guarded by mutex; references to its elements stay valid
  bool go_on = true;
  const auto phase_of = [&](int number) -> Phase& {
    absl::MutexLock lock(&mutex);
    while (static_cast<int>(phases.size()) <= number) phases.emplace_back(workers);
    return phases[number];
  };

  const auto work = [&](int worker) {
    for (int number = 0;; ++number) {
      Phase& phase = phase_of(number);
      phase.may_begin.WaitForNotification();
      if (!go_on) return;
      step(worker, number);
      phase.finished.DecrementCount();
    }
  };

  boost::thread_group threads;
  for (int i = 0; i < workers; ++i) threads.create_thread([&work, i] { work(i); });
  for (int number = 0;; ++number) {
    phase_of(number).may_begin.Notify();
    if (!go_on) break;
    phase_of(number).finished.Wait();
    go_on = between(number);
  }
  threads.join_all();
}
