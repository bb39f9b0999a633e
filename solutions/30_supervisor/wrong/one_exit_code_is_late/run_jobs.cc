// expect: functional assertion
// A watchdog ends its process with a certain exit code, which the job may have, too.
#include "run_jobs.h"

#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/thread/thread.hpp>
#include <cerrno>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <system_error>

namespace {

constexpr int kLate = 77;  // exit code of a worker whose watchdog has ended it

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

class Watchdog {
 public:
  explicit Watchdog(std::chrono::milliseconds longest) : longest_(longest) {
    if (longest.count() > 0) boost::thread([this] { Watch(); }).detach();
  }

  void Begin() {
    const std::lock_guard<std::mutex> lock(mutex_);
    late_ = std::chrono::steady_clock::now() + longest_;
    busy_ = true;
    changed_.notify_one();
  }

  // After this it bites no more.
  void End() {
    const std::lock_guard<std::mutex> lock(mutex_);
    busy_ = false;
  }

 private:
  void Watch() {
    std::unique_lock<std::mutex> lock(mutex_);
    for (;;) {
      if (!busy_) {
        changed_.wait(lock);
      } else if (std::chrono::steady_clock::now() >= late_) {
        _exit(kLate);
      } else {
        changed_.wait_until(lock, std::chrono::steady_clock::time_point(late_));
      }
    }
  }

  const std::chrono::milliseconds longest_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool busy_ = false;
  std::chrono::steady_clock::time_point late_;
};

[[noreturn]] void Serve(int line, const std::vector<std::string>& jobs, const Work& work,
                        std::chrono::milliseconds longest) {
  // It outlives this function: _exit() ends both threads.
  Watchdog& watchdog = *new Watchdog(longest);
  for (size_t job; ReceiveAll(line, &job, sizeof job);) {
    std::string result;
    watchdog.Begin();
    try {
      result = work(jobs[job]);
    } catch (...) {
      _exit(1);
    }
    watchdog.End();
    const size_t size = result.size();
    SendAll(line, &size, sizeof size);
    SendAll(line, result.data(), size);
  }
  _exit(0);
}

}  // namespace

std::vector<Outcome> RunJobs(const std::vector<std::string>& jobs, const Work& work,
                             const Limits& limits) {
  std::vector<Outcome> outcomes(jobs.size());
  std::vector<int> left(jobs.size(), limits.tries);
  std::deque<size_t> waiting;
  for (size_t job = 0; job < jobs.size(); ++job) waiting.push_back(job);

  struct Worker {
    pid_t process = -1;
    bool busy = false;
    size_t job = 0;
  };
  std::vector<Worker> workers(limits.workers);
  std::vector<pollfd> lines(limits.workers, {-1, POLLIN, 0});

  for (;;) {
    bool busy = false;
    for (size_t i = 0; i < workers.size(); ++i) {
      Worker& worker = workers[i];
      if (!worker.busy && !waiting.empty()) {
        if (worker.process < 0) {
          int ends[2];
          if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) {
            throw std::system_error(errno, std::generic_category(), "socketpair");
          }
          worker.process = fork();
          if (worker.process == 0) {
            for (const pollfd& line : lines) close(line.fd);
            close(ends[0]);
            Serve(ends[1], jobs, work, limits.longest);
          }
          if (worker.process < 0) throw std::system_error(errno, std::generic_category(), "fork");
          close(ends[1]);
          lines[i].fd = ends[0];
        }
        worker.busy = true;
        worker.job = waiting.front();
        waiting.pop_front();
        SendAll(lines[i].fd, &worker.job, sizeof worker.job);
      }
      busy |= worker.busy;
    }
    if (!busy) break;

    if (poll(lines.data(), lines.size(), -1) < 0) continue;  // a signal
    for (size_t i = 0; i < workers.size(); ++i) {
      if (lines[i].revents == 0) continue;
      Worker& worker = workers[i];
      size_t size = 0;
      std::string result;
      bool whole = ReceiveAll(lines[i].fd, &size, sizeof size);
      if (whole) {
        result.resize(size);
        whole = ReceiveAll(lines[i].fd, result.data(), size);
      }
      Outcome outcome = {Outcome::kDone, std::move(result)};
      if (!whole) {
        int status = 0;
        while (waitpid(worker.process, &status, 0) < 0 && errno == EINTR) {
        }
        close(lines[i].fd);
        lines[i].fd = worker.process = -1;
        const bool late = WIFEXITED(status) && WEXITSTATUS(status) == kLate;
        outcome = {late ? Outcome::kHung : Outcome::kCrashed, ""};
      }
      if (!worker.busy) continue;  // it died without a job
      worker.busy = false;
      if (!whole && --left[worker.job] > 0) waiting.push_back(worker.job);
      outcomes[worker.job] = std::move(outcome);
    }
  }

  for (size_t i = 0; i < workers.size(); ++i) {
    if (workers[i].process < 0) continue;
    close(lines[i].fd);  // it sees the end of its orders
    while (waitpid(workers[i].process, nullptr, 0) < 0 && errno == EINTR) {
    }
  }
  return outcomes;
}
