// Rendezvous: proves that k threads (or processes) can be at one place at the same time.
//
// A test calls Meet() where the work should overlap, for instance in a callback. Where one coarse
// lock lets only one thread in, the others never come, and the test is stuck for ever: the
// checker sees that and reports it. There is no timeout, so a slow machine changes nothing.
#ifndef RACELAB_LABS_KIT_RENDEZVOUS_H_
#define RACELAB_LABS_KIT_RENDEZVOUS_H_

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <climits>

namespace kit {

// Lets its callers through in groups of k: the first k, then the next k, and so on.
//
// It sleeps in the kernel's futex call, not in a mutex and condition variable, for three reasons:
// the checker's delays and neutered locks do not touch it, it works in memory that processes
// share, and it adds no order between the threads, so it hides no race from ThreadSanitizer.
//
// **Thread safety**: Meet() may be called from any thread.
// Memory ordering: none; do not hand data over through a Rendezvous.
class Rendezvous {
 public:
  explicit Rendezvous(int k) : k_(k) {}

  // Returns when the group of this caller is complete.
  void Meet() {
    const int ticket = arrivals_.fetch_add(1, std::memory_order_relaxed);
    const int complete = (ticket / k_ + 1) * k_;  // arrivals when my group is here
    if (ticket + 1 == complete) {
      syscall(SYS_futex, &arrivals_, FUTEX_WAKE, INT_MAX, nullptr, nullptr, 0);
      return;
    }
    for (;;) {
      const int now = arrivals_.load(std::memory_order_relaxed);
      if (now >= complete) return;
      // Sleeps only while the count still is `now`, so the wake above cannot be missed.
      syscall(SYS_futex, &arrivals_, FUTEX_WAIT, now, nullptr, nullptr, 0);
    }
  }

 private:
  const int k_;
  std::atomic<int> arrivals_{0};
};

}  // namespace kit

#endif  // RACELAB_LABS_KIT_RENDEZVOUS_H_
