// expect: functional assertion
// Each try has a process of its own, also when there are thousands of small jobs.
#include "run_jobs.h"

#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

using Clock = std::chrono::steady_clock;

struct Child {
  pid_t process = -1;
  size_t job = 0;
  Clock::time_point late;
  std::string output;  // one byte more than the result when all of it is there
};

std::vector<Outcome> RunJobs(const std::vector<std::string>& jobs, const Work& work,
                             const Limits& limits) {
  std::vector<Outcome> outcomes(jobs.size());
  std::vector<int> left(jobs.size(), limits.tries);
  std::vector<size_t> waiting;
  for (size_t job = jobs.size(); job > 0; --job) waiting.push_back(job - 1);
  std::vector<Child> children(limits.workers);
  std::vector<pollfd> ends(limits.workers, {-1, POLLIN, 0});
  const bool limited = limits.longest.count() > 0;
  for (int running = 0; running > 0 || !waiting.empty();) {
    for (size_t i = 0; i < children.size() && !waiting.empty(); ++i) {
      if (children[i].process >= 0) continue;
      Child child = {.job = waiting.back(), .late = Clock::now() + limits.longest, .output = ""};
      waiting.pop_back();
      ++running;
      int pipe_ends[2];
      pipe(pipe_ends);
      child.process = fork();
      if (child.process == 0) {
        try {
          const std::string output = work(jobs[child.job]) + ".";
          for (size_t done = 0; done < output.size();) {
            const ssize_t now = write(pipe_ends[1], output.data() + done, output.size() - done);
            if (now > 0) done += now;
          }
        } catch (...) {
          _exit(1);
        }
        _exit(0);
      }
      close(pipe_ends[1]);
      ends[i].fd = pipe_ends[0];
      children[i] = child;
    }
    if (poll(ends.data(), ends.size(), limited ? 10 : -1) < 0) continue;
    for (size_t i = 0; i < children.size(); ++i) {
      Child& child = children[i];
      if (child.process < 0) continue;
      const bool hung = limited && ends[i].revents == 0 && Clock::now() >= child.late;
      if (ends[i].revents == 0 && !hung) continue;
      char bytes[65'536];
      const ssize_t size = hung ? 0 : read(ends[i].fd, bytes, sizeof bytes);
      if (size > 0) child.output.append(bytes, size);
      if (size != 0) continue;  // there may be more
      if (hung) kill(child.process, SIGKILL);
      while (waitpid(child.process, nullptr, 0) < 0 && errno == EINTR) {
      }
      close(ends[i].fd);
      ends[i].fd = child.process = -1;
      --running;
      if (!child.output.empty() && child.output.back() == '.' && !hung) {
        child.output.pop_back();
        outcomes[child.job] = {Outcome::kDone, child.output};
      } else {
        outcomes[child.job].fate = hung ? Outcome::kHung : Outcome::kCrashed;
        if (--left[child.job] > 0) waiting.push_back(child.job);
      }
    }
  }
  return outcomes;
}
