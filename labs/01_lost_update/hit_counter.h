// HitCounter: serves a web page with several threads and counts every visit. Given; not edited.
#ifndef RACELAB_LABS_01_LOST_UPDATE_HIT_COUNTER_H_
#define RACELAB_LABS_01_LOST_UPDATE_HIT_COUNTER_H_

#include <functional>
#include <memory>

// One visit of the page. The argument is the number of the thread that serves it, from 0.
// A page may take long, and it may call Report(): it shows the count.
using Page = std::function<void(int thread)>;

class HitCounter {
 public:
  virtual ~HitCounter() = default;

  // Starts `threads` threads that run at the same time. Each calls `page` `visits` times and counts
  // each visit. Returns when all threads have ended; then every visit is in the count.
  // REQUIRES: no other Serve is running on this counter. Counters have nothing to do with each
  // other: a page may serve another one.
  virtual void Serve(int threads, int visits, const Page& page) = 0;

  // The visits counted so far, over all calls of Serve. Any thread may call it at any time. While
  // Serve runs, the count may lag behind, but it never falls and never exceeds the visits begun.
  virtual long Report() const = 0;
};

// A counter at zero. This is the function that hit_counter.cc provides.
std::unique_ptr<HitCounter> NewHitCounter();

#endif  // RACELAB_LABS_01_LOST_UPDATE_HIT_COUNTER_H_
