// Watched: lets a test wait until one of its threads sleeps, so that it can act just then.
#ifndef RACELAB_LABS_KIT_WATCHED_H_
#define RACELAB_LABS_KIT_WATCHED_H_

#include <pthread.h>
#include <sched.h>
#include <time.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <string>
#include <vector>

namespace kit {

// The word behind `name` in what /proc says of a thread or process; empty when it has none, or is
// over.
inline std::string StatusOf(int id, const std::string& name) {
  std::ifstream file("/proc/" + std::to_string(id) + "/status");
  std::string word;
  while (file >> word) {
    if (word == name && file >> word) return word;
  }
  return "";
}

// What a clock shows.
inline double SecondsOf(clockid_t clock) {
  timespec time = {};
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

// Waits for a while until the thread or process sleeps in the kernel. False: it did not, or not
// yet.
inline bool FallsAsleep(int id, int looks) {
  for (int i = 0; i < looks; ++i) {
    if (StatusOf(id, "State:") == "S") return true;
    sched_yield();
  }
  return false;
}

// Waits until the process sleeps in the kernel. False when it is over, or has used so much of a
// processor meanwhile: however busy the machine is, somebody else's work does not count.
inline bool ProcessFallsAsleepWithin(pid_t process, double processor_seconds) {
  clockid_t clock = CLOCK_MONOTONIC;
  clock_getcpuclockid(process, &clock);
  const double begin = SecondsOf(clock);
  for (;;) {
    const std::string at = StatusOf(process, "State:");
    if (at == "S") return true;
    const bool over = at.empty() || at == "Z";
    if (over || SecondsOf(clock) - begin > processor_seconds) return false;
    sched_yield();
  }
}

// A thread that others can watch. It looks at what the kernel shows in /proc, so it adds no order
// between the threads that could hide a race.
//
// **Thread safety**: IAmHere() in the watched thread, the rest in any.
class Watched {
 public:
  void IAmHere() {
    clockid_t clock;
    pthread_getcpuclockid(pthread_self(), &clock);
    clock_.store(clock, std::memory_order_relaxed);
    id_.store(gettid(), std::memory_order_relaxed);
  }

  bool FallsAsleep(int looks) const {
    return kit::FallsAsleep(id_.load(std::memory_order_relaxed), looks);
  }

  // Waits until the thread sleeps in the kernel. False when it is over, or has used so much of a
  // processor without: however busy the machine is, somebody else's work does not count.
  bool FallsAsleepWithin(double processor_seconds) const {
    for (;;) {
      const int id = id_.load(std::memory_order_relaxed);  // 0: it has not begun yet
      const std::string at = StatusOf(id, "State:");
      if (at == "S") return true;
      const bool over = id != 0 && at.empty();
      if (over || Used() > processor_seconds) return false;
      sched_yield();
    }
  }

  // How often it has gone to sleep so far.
  long Sleeps() const {
    const std::string count = Field("voluntary_ctxt_switches:");
    return count.empty() ? 0 : std::stol(count);
  }

 private:
  double Used() const {
    if (id_.load(std::memory_order_relaxed) == 0) return 0;
    return SecondsOf(clock_.load(std::memory_order_relaxed));
  }

  std::string Field(const std::string& name) const {
    return StatusOf(id_.load(std::memory_order_relaxed), name);
  }

  std::atomic<int> id_{0};
  std::atomic<clockid_t> clock_{0};
};

// How often all of them together have gone to sleep so far.
inline long Sleeps(const std::vector<Watched>& threads) {
  long sum = 0;
  for (const Watched& thread : threads) sum += thread.Sleeps();
  return sum;
}

}  // namespace kit

#endif  // RACELAB_LABS_KIT_WATCHED_H_
