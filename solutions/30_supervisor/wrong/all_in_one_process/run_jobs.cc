// expect: functional assertion
// The whole pool is in one other process: the caller is safe, the jobs are not safe from each
// other.
#include "run_jobs.h"

#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <boost/thread/thread.hpp>
#include <mutex>

namespace {

struct Head {
  size_t job, size;
  Outcome::Fate fate;
};

bool ReadAll(int file, void* data, size_t size) {
  for (size_t done = 0; done < size;) {
    const ssize_t now = read(file, static_cast<char*>(data) + done, size - done);
    if (now <= 0) return false;
    done += now;
  }
  return true;
}

void Pool(const std::vector<std::string>& jobs, const Work& work, const Limits& limits, int out) {
  std::atomic<size_t> next{0};
  std::mutex writing;
  boost::thread_group workers;
  for (int i = 0; i < limits.workers; ++i) {
    workers.create_thread([&] {
      for (size_t job = next++; job < jobs.size(); job = next++) {
        Outcome outcome;
        for (int tries = 0; tries < limits.tries && outcome.fate != Outcome::kDone; ++tries) {
          try {
            outcome = {Outcome::kDone, work(jobs[job])};
          } catch (...) {
          }
        }
        const std::lock_guard<std::mutex> lock(writing);
        const Head head = {job, outcome.result.size(), outcome.fate};
        write(out, &head, sizeof head);
        write(out, outcome.result.data(), head.size);
      }
    });
  }
  workers.join_all();
}

}  // namespace

std::vector<Outcome> RunJobs(const std::vector<std::string>& jobs, const Work& work,
                             const Limits& limits) {
  std::vector<Outcome> outcomes(jobs.size());
  int ends[2];
  pipe(ends);
  const pid_t process = fork();
  if (process == 0) {
    close(ends[0]);
    Pool(jobs, work, limits, ends[1]);
    _exit(0);
  }
  close(ends[1]);
  for (Head head; ReadAll(ends[0], &head, sizeof head);) {
    std::string result(head.size, '\0');
    if (!ReadAll(ends[0], result.data(), head.size)) break;
    outcomes[head.job] = {head.fate, result};
  }
  close(ends[0]);
  waitpid(process, nullptr, 0);
  return outcomes;
}
