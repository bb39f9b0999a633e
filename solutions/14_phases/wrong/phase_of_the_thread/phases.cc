// expect: stress assertion
// Each thread knows in which phase it is. The caller is a worker, too.
#include "phases.h"

#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace {

thread_local int phase_of_mine = 0;

struct Gathering {
  std::mutex mutex;
  std::condition_variable news;
  int missing;
  long turn = 0;
  bool more = true;
};

void OneWorker(Gathering& meeting, int workers, int i, const Step& step, const Between& between) {
  phase_of_mine = 0;
  for (bool more = true; more; ++phase_of_mine) {
    step(i, phase_of_mine);
    std::unique_lock lock(meeting.mutex);
    if (--meeting.missing == 0) {
      meeting.more = between(phase_of_mine);
      meeting.missing = workers;
      ++meeting.turn;
      meeting.news.notify_all();
    } else {
      meeting.news.wait(lock, [&, turn = meeting.turn] { return meeting.turn != turn; });
    }
    more = meeting.more;
  }
}

}  // namespace

void RunPhases(int workers, const Step& step, const Between& between) {
  Gathering meeting;
  meeting.missing = workers;
  std::vector<std::jthread> threads;
  for (int i = 1; i < workers; ++i) {
    threads.emplace_back([&, i] { OneWorker(meeting, workers, i, step, between); });
  }
  OneWorker(meeting, workers, 0, step, between);
}
