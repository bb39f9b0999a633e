// ExpectSleepsIn: whoever must wait sleeps until somebody ends the wait.
#ifndef RACELAB_LABS_KIT_SLEEPS_H_
#define RACELAB_LABS_KIT_SLEEPS_H_

#include <gtest/gtest.h>
#include <sched.h>

#include <functional>
#include <string>
#include <vector>

#include "labs/kit/threads.h"
#include "labs/kit/watched.h"

namespace kit {

// Fails where one of those who call `wait` asks again and again, or is woken for nothing: by
// another one who waits, too. `end` lets one of them go on. `what` begins the sentence that a
// student reads: "Pop keeps a processor busy ...".
inline void ExpectSleepsIn(const std::string& what, const std::function<void()>& wait,
                           const std::function<void()>& end, int waiters = 1) {
  std::vector<Watched> watched(waiters);
  RunThreads(waiters + 1, [&](int i) {
    if (i < waiters) {
      watched[i].IAmHere();
      wait();
      return;
    }
    for (const Watched& waiting : watched) {
      EXPECT_TRUE(waiting.FallsAsleepWithin(0.3))
          << what << " keeps a processor busy while it waits";
    }
    const long limit = Sleeps(watched) + 5 * waiters;
    for (int n = 0; n < 4000 && Sleeps(watched) < limit; ++n) sched_yield();
    EXPECT_LT(Sleeps(watched), limit) << what << " wakes up again and again though nothing came";
    for (int n = 0; n < waiters; ++n) end();
  });
}

}  // namespace kit

#endif  // RACELAB_LABS_KIT_SLEEPS_H_
