// RunJobs: a thread for each worker process; it forks it, gives it jobs, and waits for it alone.
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

// The jobs, and what has become of them; used by all threads.
class Desk {
 public:
  explicit Desk(size_t jobs, int tries) : open_(jobs), left_(jobs, tries), outcomes_(jobs) {
    for (size_t job = 0; job < jobs; ++job) waiting_.push_back(job);
  }

  // False: all are over.
  bool Take(size_t* job) {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [&] { return !waiting_.empty() || open_ == 0; });
    if (open_ == 0) return false;
    *job = waiting_.front();
    waiting_.pop_front();
    return true;
  }

  void Over(size_t job, Outcome outcome) {
    const std::lock_guard<std::mutex> lock(mutex_);
    outcomes_[job] = std::move(outcome);
    if (outcomes_[job].fate == Outcome::kDone || --left_[job] == 0) {
      --open_;
    } else {
      waiting_.push_back(job);
    }
    changed_.notify_all();
  }

  std::vector<Outcome> Outcomes() { return std::move(outcomes_); }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  size_t open_;
  std::vector<int> left_;
  std::deque<size_t> waiting_;
  std::vector<Outcome> outcomes_;
};

std::mutex forking;  // nobody forks while another has both ends of its line

// The worker process of a thread.
class Worker {
 public:
  Worker(const std::vector<std::string>& jobs, const Work& work) : jobs_(jobs), work_(work) {}
  ~Worker() { End(); }

  Outcome Do(size_t job, std::chrono::milliseconds longest) {
    if (process_ < 0) Start();
    SendAll(line_, &job, sizeof job);
    if (!AnswersWithin(longest)) {
      End();
      return {Outcome::kHung, ""};
    }
    size_t size = 0;
    std::string result;
    if (ReceiveAll(line_, &size, sizeof size)) {
      result.resize(size);
      if (ReceiveAll(line_, result.data(), size)) return {Outcome::kDone, result};
    }
    End();
    return {Outcome::kCrashed, ""};
  }

 private:
  void Start() {
    const std::lock_guard<std::mutex> lock(forking);
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) std::abort();
    process_ = fork();
    if (process_ == 0) Serve(ends[1]);
    if (process_ < 0) std::abort();
    close(ends[1]);
    line_ = ends[0];
  }

  [[noreturn]] void Serve(int line) {
    for (size_t job; ReceiveAll(line, &job, sizeof job);) {
      std::string result;
      try {
        result = work_(jobs_[job]);
      } catch (...) {
        _exit(1);
      }
      const size_t size = result.size();
      SendAll(line, &size, sizeof size);
      SendAll(line, result.data(), size);
    }
    _exit(0);
  }

  bool AnswersWithin(std::chrono::milliseconds longest) const {
    const auto late = Clock::now() + longest;
    for (;;) {
      int timeout = -1;
      if (longest.count() > 0) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(late - Clock::now());
        timeout = std::max<int>(0, left.count());
      }
      pollfd end = {line_, POLLIN, 0};
      const int ready = poll(&end, 1, timeout);
      if (ready >= 0) return ready > 0;
    }
  }

  void End() {
    if (process_ < 0) return;
    kill(process_, SIGKILL);
    while (waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
    }
    close(line_);
    process_ = -1;
  }

  const std::vector<std::string>& jobs_;
  const Work& work_;
  pid_t process_ = -1;
  int line_ = -1;
};

}  // namespace

std::vector<Outcome> RunJobs(const std::vector<std::string>& jobs, const Work& work,
                             const Limits& limits) {
  Desk desk(jobs.size(), limits.tries);
  boost::thread_group threads;
  for (int i = 0; i < limits.workers; ++i) {
    threads.create_thread([&] {
      Worker worker(jobs, work);
      for (size_t job; desk.Take(&job);) desk.Over(job, worker.Do(job, limits.longest));
    });
  }
  threads.join_all();
  return desk.Outcomes();
}
