// expect: functional assertion
// Who has hung is not replaced, as long as another one is there.
#include "run_jobs.h"

#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <deque>
#include <system_error>

namespace {

using Clock = std::chrono::steady_clock;

bool SendAll(int line, const void* data, size_t size) {
  for (size_t done = 0; done < size;) {
    const char* rest = static_cast<const char*>(data) + done;
    const ssize_t now = send(line, rest, size - done, MSG_NOSIGNAL);
    if (now < 0 && errno != EINTR) return false;
    if (now > 0) done += now;
  }
  return true;
}

bool ReceiveAll(int line, void* data, size_t size) {
  for (size_t done = 0; done < size;) {
    const ssize_t now = recv(line, static_cast<char*>(data) + done, size - done, 0);
    if (now == 0 || (now < 0 && errno != EINTR)) return false;
    if (now > 0) done += now;
  }
  return true;
}

// The worker's side: it gets the number of a job, and answers with a length and so many bytes.
[[noreturn]] void Serve(int line, const std::vector<std::string>& jobs, const Work& work) {
  for (size_t job; ReceiveAll(line, &job, sizeof job);) {
    std::string result;
    try {
      result = work(jobs[job]);
    } catch (...) {
      _exit(1);
    }
    const size_t size = result.size();
    if (!SendAll(line, &size, sizeof size) || !SendAll(line, result.data(), size)) break;
  }
  _exit(0);
}

// The supervisor's side.
struct Worker {
  pid_t process = -1;  // -1: none at present
  int line = -1;
  bool busy = false;
  size_t job = 0;          // when busy
  Clock::time_point late;  // when busy: from then on it hangs
};

class Supervisor {
 public:
  Supervisor(const std::vector<std::string>& jobs, const Work& work, const Limits& limits)
      : jobs_(jobs), work_(work), limits_(limits), failed_(jobs.size()), outcomes_(jobs.size()) {
    for (size_t job = 0; job < jobs.size(); ++job) waiting_.push_back(job);
    workers_.resize(limits.workers);
  }

  ~Supervisor() {
    for (Worker& worker : workers_) End(worker);
  }

  std::vector<Outcome> Run() {
    while (HandOut()) {
      std::vector<pollfd> lines;
      for (const Worker& worker : workers_) {
        lines.push_back({worker.busy ? worker.line : -1, POLLIN, 0});  // -1 is left out
      }
      if (poll(lines.data(), lines.size(), MillisecondsLeft()) < 0) continue;  // a signal
      for (size_t i = 0; i < workers_.size(); ++i) {
        if (lines[i].revents != 0) {
          Receive(workers_[i]);
        } else if (workers_[i].busy && Clock::now() >= workers_[i].late) {
          Fail(workers_[i], Outcome::kHung);
        }
      }
    }
    return outcomes_;
  }

 private:
  // Every idle worker gets a job. False: nobody has one, so all jobs are over.
  bool HandOut() {
    for (Worker& worker : workers_) {
      if (worker.busy || waiting_.empty()) continue;
      size_t busy = 0;
      for (const Worker& each : workers_) busy += each.busy;
      if (busy > 0 && busy + lost_ >= workers_.size()) continue;
      if (worker.process < 0) Start(worker);
      worker.busy = true;
      worker.job = waiting_.front();
      waiting_.pop_front();
      const bool limited = limits_.longest.count() > 0;
      worker.late = limited ? Clock::now() + limits_.longest : Clock::time_point::max();
      SendAll(worker.line, &worker.job, sizeof worker.job);  // when it is dead, poll() tells
    }
    return std::any_of(workers_.begin(), workers_.end(), [](const Worker& w) { return w.busy; });
  }

  void Start(Worker& worker) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) {
      throw std::system_error(errno, std::generic_category(), "socketpair");
    }
    worker.process = fork();
    if (worker.process == 0) {
      close(ends[0]);
      Serve(ends[1], jobs_, work_);
    }
    worker.line = ends[0];
    close(ends[1]);  // now only the worker has it: when the worker ends, poll() tells
    if (worker.process < 0) throw std::system_error(errno, std::generic_category(), "fork");
  }

  void End(Worker& worker) {
    if (worker.line >= 0) close(worker.line);
    if (worker.process > 0) {
      kill(worker.process, SIGKILL);  // it is idle, dead, or hangs
      while (waitpid(worker.process, nullptr, 0) < 0 && errno == EINTR) {
      }
    }
    worker = Worker();
  }

  // Once the answer begins, `work` has returned, and all of it comes, or the end.
  void Receive(Worker& worker) {
    size_t size = 0;
    if (!ReceiveAll(worker.line, &size, sizeof size)) return Fail(worker, Outcome::kCrashed);
    std::string result(size, '\0');
    if (!ReceiveAll(worker.line, result.data(), size)) return Fail(worker, Outcome::kCrashed);
    outcomes_[worker.job] = {Outcome::kDone, std::move(result)};
    worker.busy = false;
  }

  void Fail(Worker& worker, Outcome::Fate fate) {
    if (fate == Outcome::kHung && workers_.size() > 1) ++lost_;
    outcomes_[worker.job].fate = fate;
    if (++failed_[worker.job] < limits_.tries) waiting_.push_back(worker.job);
    End(worker);
  }

  // Until the next worker is late; -1: none ever is.
  int MillisecondsLeft() const {
    auto first = Clock::time_point::max();
    for (const Worker& worker : workers_) {
      if (worker.busy) first = std::min(first, worker.late);
    }
    if (first == Clock::time_point::max()) return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(first - Clock::now());
    return std::max<int>(0, left.count());
  }

  const std::vector<std::string>& jobs_;
  const Work& work_;
  const Limits limits_;
  size_t lost_ = 0;  // workers that hung
  std::deque<size_t> waiting_;
  std::vector<int> failed_;  // tries, by job
  std::vector<Outcome> outcomes_;
  std::vector<Worker> workers_;
};

}  // namespace

std::vector<Outcome> RunJobs(const std::vector<std::string>& jobs, const Work& work,
                             const Limits& limits) {
  return Supervisor(jobs, work, limits).Run();
}
