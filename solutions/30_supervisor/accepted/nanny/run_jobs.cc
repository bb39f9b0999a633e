// RunJobs: every worker has a nanny, a process of its own that starts it, waits for it with a time
// limit, ends it, and reports. The caller talks to nannies only; they never crash and never hang.
#include "run_jobs.h"

#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <deque>
#include <optional>
#include <stdexcept>
#include <system_error>

namespace {

using namespace std::chrono;

class Line {
 public:
  Line() = default;
  explicit Line(int fd) : fd_(fd) {}
  int fd() const { return fd_; }
  void Close() {
    if (fd_ >= 0) close(fd_);
    fd_ = -1;
  }
  bool Send(const void* data, size_t size) const {
    const char* from = static_cast<const char*>(data);
    while (size > 0) {
      const ssize_t n = send(fd_, from, size, MSG_NOSIGNAL);
      if (n < 0) {
        if (errno == EINTR) continue;
        return false;
      }
      from += n;
      size -= n;
    }
    return true;
  }
  bool Receive(void* data, size_t size) const {
    char* to = static_cast<char*>(data);
    while (size > 0) {
      const ssize_t n = recv(fd_, to, size, 0);
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) return false;
      to += n;
      size -= n;
    }
    return true;
  }
  bool SendText(const std::string& text) const {
    const size_t size = text.size();
    return Send(&size, sizeof size) && Send(text.data(), size);
  }
  std::optional<std::string> ReceiveText() const {
    size_t size;
    if (!Receive(&size, sizeof size)) return {};
    std::string text(size, '\0');
    if (!Receive(text.data(), size)) return {};
    return text;
  }

 private:
  int fd_ = -1;
};

struct Child {
  pid_t process = -1;
  Line line;
};

// Forks a process that calls f(line) and ends.
template <typename F>
Child Fork(F f) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
    throw std::system_error(errno, std::generic_category(), "socketpair");
  }
  const pid_t process = fork();
  if (process < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (process == 0) {
    close(ends[0]);
    f(Line(ends[1]));
    _exit(0);
  }
  close(ends[1]);
  return {process, Line(ends[0])};
}

void Wait(pid_t process) {
  while (waitpid(process, nullptr, 0) == -1 && errno == EINTR) {
  }
}

void RunWorker(Line nanny, const std::vector<std::string>& jobs, const Work& work) {
  size_t job;
  while (nanny.Receive(&job, sizeof job)) {
    try {
      if (!nanny.SendText(work(jobs[job]))) return;
    } catch (...) {
      return;
    }
  }
}

// Waits until there is something to read. False: it took too long.
bool Readable(const Line& line, milliseconds longest) {
  const auto end = steady_clock::now() + longest;
  for (;;) {
    int left = -1;
    if (longest.count() > 0) {
      left = static_cast<int>(ceil<milliseconds>(end - steady_clock::now()).count());
      if (left < 0) left = 0;
    }
    pollfd file = {line.fd(), POLLIN, 0};
    const int n = poll(&file, 1, left);
    if (n > 0) return true;
    if (n == 0) return false;
  }
}

void RunNanny(Line caller, const std::vector<std::string>& jobs, const Work& work,
              milliseconds longest) {
  Child worker;
  size_t job;
  while (caller.Receive(&job, sizeof job)) {
    if (worker.process < 0) {
      worker = Fork([&](Line line) {
        caller.Close();  // its own copy
        RunWorker(line, jobs, work);
      });
    }
    Outcome outcome;
    worker.line.Send(&job, sizeof job);
    if (!Readable(worker.line, longest)) {
      outcome.fate = Outcome::kHung;
    } else if (auto result = worker.line.ReceiveText()) {
      outcome = {Outcome::kDone, std::move(*result)};
    }
    if (outcome.fate != Outcome::kDone) {
      kill(worker.process, SIGKILL);
      Wait(worker.process);
      worker.line.Close();
      worker.process = -1;
    }
    if (!caller.Send(&outcome.fate, sizeof outcome.fate) || !caller.SendText(outcome.result)) break;
  }
  if (worker.process > 0) {
    kill(worker.process, SIGKILL);
    Wait(worker.process);
  }
}

}  // namespace

std::vector<Outcome> RunJobs(const std::vector<std::string>& jobs, const Work& work,
                             const Limits& limits) {
  struct Nanny : Child {
    std::optional<size_t> job = std::nullopt;
  };
  std::vector<Outcome> outcomes(jobs.size());
  std::vector<int> tries(jobs.size());
  std::deque<size_t> waiting;
  for (size_t job = 0; job < jobs.size(); ++job) waiting.push_back(job);
  std::vector<Nanny> nannies;
  for (int i = 0; i < limits.workers && static_cast<size_t>(i) < jobs.size(); ++i) {
    nannies.push_back({Fork([&](Line line) {
      for (Nanny& elder : nannies) elder.line.Close();
      RunNanny(line, jobs, work, limits.longest);
    })});
  }
  for (size_t open = jobs.size(); open > 0;) {
    std::vector<pollfd> files;
    for (Nanny& nanny : nannies) {
      if (!nanny.job && !waiting.empty()) {
        nanny.job = waiting.front();
        waiting.pop_front();
        nanny.line.Send(&*nanny.job, sizeof *nanny.job);
      }
      files.push_back({nanny.line.fd(), POLLIN, 0});
    }
    if (poll(files.data(), files.size(), -1) < 0) continue;
    for (size_t i = 0; i < files.size(); ++i) {
      if (files[i].revents == 0) continue;
      Nanny& nanny = nannies[i];
      const size_t job = *nanny.job;
      nanny.job.reset();
      Outcome& outcome = outcomes[job];
      std::optional<std::string> text;
      if (!nanny.line.Receive(&outcome.fate, sizeof outcome.fate) ||
          !(text = nanny.line.ReceiveText())) {
        throw std::runtime_error("a nanny is gone");
      }
      outcome.result = std::move(*text);
      if (outcome.fate != Outcome::kDone && ++tries[job] < limits.tries) {
        waiting.push_back(job);
      } else {
        --open;
      }
    }
  }
  for (Nanny& nanny : nannies) nanny.line.Close();
  for (Nanny& nanny : nannies) Wait(nanny.process);
  return outcomes;
}
