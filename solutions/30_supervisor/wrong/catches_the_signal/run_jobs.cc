// expect: functional assertion
// A handler jumps out of the crash, and the thread goes on in a process that is damaged anyhow.
#include "run_jobs.h"

#include <setjmp.h>
#include <signal.h>

#include <atomic>
#include <boost/thread/thread.hpp>
#include <future>
#include <stdexcept>

namespace {

thread_local sigjmp_buf before_the_crash;

void OnCrash(int) { siglongjmp(before_the_crash, 1); }

Outcome Try(const std::string& job, const Work& work, std::chrono::milliseconds longest) {
  std::packaged_task<std::string()> task([job, work] {
    if (sigsetjmp(before_the_crash, 1) != 0) throw std::runtime_error("crashed");
    return work(job);
  });
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
  for (const int crash : {SIGSEGV, SIGABRT, SIGFPE, SIGBUS}) signal(crash, OnCrash);
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
