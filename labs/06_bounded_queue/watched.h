// Watched: lets a test wait until one of its threads sleeps, so that it can act just then.
#ifndef RACELAB_LABS_06_BOUNDED_QUEUE_WATCHED_H_
#define RACELAB_LABS_06_BOUNDED_QUEUE_WATCHED_H_

#include <sched.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <string>

// A thread that others can watch. It looks at the state that the kernel shows in /proc, so it adds
// no order between the threads.
class Watched {
 public:
  // Called by the thread itself.
  void IAmHere() { id_.store(gettid(), std::memory_order_relaxed); }

  // Waits until the thread sleeps in the kernel. False after many looks: then it is busy, or done.
  bool FallsAsleep(int looks = 2000) const {
    for (int i = 0; i < looks; ++i) {
      if (State() == 'S') return true;
      sched_yield();
    }
    return false;
  }

 private:
  char State() const {
    const int id = id_.load(std::memory_order_relaxed);
    if (id == 0) return '?';
    std::ifstream file("/proc/self/task/" + std::to_string(id) + "/stat");
    std::string text;
    std::getline(file, text);
    const size_t name_end = text.rfind(')');  // "123 (name) S ..."
    return name_end + 2 < text.size() ? text[name_end + 2] : '?';
  }

  std::atomic<int> id_{0};
};

#endif  // RACELAB_LABS_06_BOUNDED_QUEUE_WATCHED_H_
