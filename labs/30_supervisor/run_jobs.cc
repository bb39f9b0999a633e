// RunJobs: the code to repair. A pool of threads; each takes the next job and catches what it
// throws.
#include "run_jobs.h"

#include <atomic>
#include <boost/thread/thread.hpp>
#include <future>

namespace {

// One try, in a thread of its own, so that the others go on when it does not come back.
Outcome Try(const std::string& job, const Work& work, std::chrono::milliseconds longest) {
  std::packaged_task<std::string()> task([job, work] { return work(job); });
  std::future<std::string> result = task.get_future();
  boost::thread thread(std::move(task));
  if (longest.count() > 0 && result.wait_for(longest) != std::future_status::ready) {
    thread.interrupt();
    thread.detach();
    return {Outcome::kHung, ""};
  }
  thread.join();
  try {
    return {Outcome::kDone, result.get()};
  } catch (...) {
    return {Outcome::kCrashed, ""};
  }
}

}  // namespace

std::vector<Outcome> RunJobs(const std::vector<std::string>& jobs, const Work& work,
                             const Limits& limits) {
  std::vector<Outcome> outcomes(jobs.size());
  std::atomic<size_t> next{0};
  boost::thread_group workers;
  for (int i = 0; i < limits.workers; ++i) {
    workers.create_thread([&] {
      for (size_t job = next++; job < jobs.size(); job = next++) {
        for (int tries = 0; tries < limits.tries; ++tries) {
          outcomes[job] = Try(jobs[job], work, limits.longest);
          if (outcomes[job].fate == Outcome::kDone) break;
        }
      }
    });
  }
  workers.join_all();
  return outcomes;
}
