// A countdown of Abseil for each phase, made before it begins; a mutex with a condition lets all
// go.
#include "phases.h"

#include <boost/thread/thread.hpp>
#include <memory>

#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/mutex.h"

void RunPhases(int workers, const Step& step, const Between& between) {
  absl::Mutex mutex;
  int begun = 0;  // phases, guarded by mutex
  bool over = false;
  auto counter = std::make_shared<absl::BlockingCounter>(workers);  // of this phase

  const auto work = [&](int worker) {
    for (int phase = 0;; ++phase) {
      step(worker, phase);
      std::shared_ptr<absl::BlockingCounter> mine;
      {
        absl::MutexLock lock(&mutex);
        mine = counter;
      }
      mine->DecrementCount();
      const auto next = [&] { return begun > phase || over; };
      absl::MutexLock lock(&mutex);
      mutex.Await(absl::Condition(&next));
      if (over) return;
    }
  };

  boost::thread_group threads;
  for (int i = 0; i < workers; ++i) threads.create_thread([&work, i] { work(i); });
  for (int phase = 0;; ++phase) {
    std::shared_ptr<absl::BlockingCounter> now;
    {
      absl::MutexLock lock(&mutex);
      now = counter;
    }
    now->Wait();
    const bool go_on = between(phase);
    absl::MutexLock lock(&mutex);
    counter = std::make_shared<absl::BlockingCounter>(workers);
    begun = phase + 1;
    over = !go_on;
    if (over) break;
  }
  threads.join_all();
}
