// RunJobs: the supervisor is a process of its own. All its children are workers, so it may wait for
// any of them; SIGCHLD wakes it. The caller only reads the outcomes.
#include "run_jobs.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <deque>
#include <map>
#include <system_error>

namespace {

using Clock = std::chrono::steady_clock;

bool WriteAll(int file, const void* data, size_t size) {
  for (size_t done = 0; done < size;) {
    const ssize_t now = write(file, static_cast<const char*>(data) + done, size - done);
    if (now < 0 && errno != EINTR) return false;
    if (now > 0) done += now;
  }
  return true;
}

bool ReadAll(int file, void* data, size_t size) {
  for (size_t done = 0; done < size;) {
    const ssize_t now = read(file, static_cast<char*>(data) + done, size - done);
    if (now == 0 || (now < 0 && errno != EINTR)) return false;
    if (now > 0) done += now;
  }
  return true;
}

void Send(int file, size_t number, const std::string& text) {
  const size_t head[] = {number, text.size()};
  WriteAll(file, head, sizeof head);
  WriteAll(file, text.data(), text.size());
}

bool Receive(int file, size_t* number, std::string* text) {
  size_t head[2];
  if (!ReadAll(file, head, sizeof head)) return false;
  *number = head[0];
  text->resize(head[1]);
  return ReadAll(file, text->data(), head[1]);
}

struct Worker {
  int line;
  bool busy = false, condemned = false;
  size_t job = 0;
  Clock::time_point late;
};

// The life of the supervisor process.
class Supervisor {
 public:
  Supervisor(const std::vector<std::string>& jobs, const Work& work, const Limits& limits)
      : jobs_(jobs), work_(work), limits_(limits), failed_(jobs.size()) {
    signal(SIGPIPE, SIG_IGN);
    sigemptyset(&child_ended_);
    sigaddset(&child_ended_, SIGCHLD);
    sigprocmask(SIG_BLOCK, &child_ended_, nullptr);
    signals_ = signalfd(-1, &child_ended_, SFD_NONBLOCK);
    for (size_t job = 0; job < jobs.size(); ++job) waiting_.push_back(job);
  }

  [[noreturn]] void Run(int outcomes) {
    while (HandOut()) {
      std::vector<pollfd> ends = {{signals_, POLLIN, 0}};
      std::vector<pid_t> processes;
      for (const auto& [process, worker] : workers_) {
        ends.push_back({worker.line, POLLIN, 0});
        processes.push_back(process);
      }
      poll(ends.data(), ends.size(), limits_.longest.count() > 0 ? EndLate() : -1);
      for (size_t i = 0; i < processes.size(); ++i) Answer(workers_.at(processes[i]), outcomes);
      Collect(outcomes);
    }
    for (const auto& [process, worker] : workers_) kill(process, SIGKILL);
    while (waitpid(-1, nullptr, 0) > 0 || errno == EINTR) {
    }
    _exit(0);
  }

 private:
  bool HandOut() {
    while (static_cast<int>(workers_.size()) < limits_.workers &&
           Busy() + waiting_.size() > workers_.size()) {
      Start();
    }
    for (auto& [process, worker] : workers_) {
      if (worker.busy || waiting_.empty()) continue;
      worker.busy = true;
      worker.job = waiting_.front();
      waiting_.pop_front();
      worker.late = Clock::now() + limits_.longest;
      WriteAll(worker.line, &worker.job, sizeof worker.job);
    }
    return Busy() > 0;
  }

  size_t Busy() const {
    return std::count_if(workers_.begin(), workers_.end(),
                         [](const auto& worker) { return worker.second.busy; });
  }

  void Start() {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) _exit(1);
    const pid_t process = fork();
    if (process < 0) _exit(1);
    if (process == 0) {
      sigprocmask(SIG_UNBLOCK, &child_ended_, nullptr);
      close(ends[0]);
      for (size_t job; ReadAll(ends[1], &job, sizeof job);) {
        try {
          Send(ends[1], job, work_(jobs_[job]));
        } catch (...) {
          _exit(1);
        }
      }
      _exit(0);
    }
    close(ends[1]);
    workers_[process].line = ends[0];
  }

  int EndLate() {
    auto first = Clock::now() + limits_.longest;
    for (auto& [process, worker] : workers_) {
      if (!worker.busy || worker.condemned) continue;
      if (Clock::now() >= worker.late) {
        worker.condemned = true;
        kill(process, SIGKILL);
      } else {
        first = std::min(first, worker.late);
      }
    }
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(first - Clock::now());
    return std::max<int>(0, left.count());
  }

  // An answer is taken only when its first byte is there; the rest follows, or the end.
  void Answer(Worker& worker, int outcomes) {
    pollfd end = {worker.line, POLLIN, 0};
    size_t job = 0;
    std::string result;
    if (!worker.busy || worker.condemned || poll(&end, 1, 0) <= 0) return;
    if (!Receive(worker.line, &job, &result)) return;  // dead: it will be collected
    Report(outcomes, job, {Outcome::kDone, result});
    worker.busy = false;
  }

  void Collect(int outcomes) {
    signalfd_siginfo info;
    while (read(signals_, &info, sizeof info) > 0) {
    }
    for (pid_t process; (process = waitpid(-1, nullptr, WNOHANG)) > 0;) {
      Worker& worker = workers_.at(process);
      Answer(worker, outcomes);
      if (worker.busy) {
        const bool again = ++failed_[worker.job] < limits_.tries;
        if (again) waiting_.push_back(worker.job);
        if (!again)
          Report(outcomes, worker.job, {worker.condemned ? Outcome::kHung : Outcome::kCrashed, ""});
      }
      close(worker.line);
      workers_.erase(process);
    }
  }

  void Report(int outcomes, size_t job, const Outcome& outcome) {
    Send(outcomes, job, static_cast<char>(outcome.fate) + outcome.result);
  }

  const std::vector<std::string>& jobs_;
  const Work& work_;
  const Limits limits_;
  sigset_t child_ended_;
  int signals_ = -1;
  std::deque<size_t> waiting_;
  std::vector<int> failed_;
  std::map<pid_t, Worker> workers_;
};

}  // namespace

std::vector<Outcome> RunJobs(const std::vector<std::string>& jobs, const Work& work,
                             const Limits& limits) {
  int ends[2];
  if (pipe(ends) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
  const pid_t process = fork();
  if (process < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (process == 0) {
    close(ends[0]);
    Supervisor(jobs, work, limits).Run(ends[1]);
  }
  close(ends[1]);
  std::vector<Outcome> outcomes(jobs.size());
  size_t job = 0;
  for (std::string text; Receive(ends[0], &job, &text);) {
    outcomes[job] = {static_cast<Outcome::Fate>(text[0]), text.substr(1)};
  }
  close(ends[0]);
  while (waitpid(process, nullptr, 0) < 0 && errno == EINTR) {
  }
  return outcomes;
}
