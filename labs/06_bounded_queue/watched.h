// Watched: lets a test wait until one of its threads sleeps, so that it can act just then.
#ifndef RACELAB_LABS_06_BOUNDED_QUEUE_WATCHED_H_
#define RACELAB_LABS_06_BOUNDED_QUEUE_WATCHED_H_

#include <sched.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <string>

// A thread that others can watch. It looks at what the kernel shows in /proc, so it adds no order
// between the threads that could hide a race.
//
// **Thread safety**: IAmHere() in the watched thread, the rest in any.
class Watched {
 public:
  void IAmHere() { id_.store(gettid(), std::memory_order_relaxed); }

  // Waits until the thread sleeps in the kernel. False after many looks: then it is busy, or done.
  bool FallsAsleep(int looks) const {
    for (int i = 0; i < looks; ++i) {
      if (Field("State:").substr(0, 1) == "S") return true;
      sched_yield();
    }
    return false;
  }

  // How often it has gone to sleep so far.
  long Sleeps() const {
    const std::string count = Field("voluntary_ctxt_switches:");
    return count.empty() ? 0 : std::stol(count);
  }

 private:
  // The word behind `name` in the thread's status; empty when it has none, or is over.
  std::string Field(const std::string& name) const {
    const int id = id_.load(std::memory_order_relaxed);
    std::ifstream file("/proc/self/task/" + std::to_string(id) + "/status");
    std::string word;
    while (file >> word) {
      if (word == name && file >> word) return word;
    }
    return "";
  }

  std::atomic<int> id_{0};
};

#endif  // RACELAB_LABS_06_BOUNDED_QUEUE_WATCHED_H_
