// RunJobs: two pipes to each worker. Answers are read piece by piece, as they come; workers end
// when their orders do.
#include "run_jobs.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <list>
#include <optional>
#include <system_error>

namespace {

using Clock = std::chrono::steady_clock;

struct Answer {
  bool done;  // false: it threw
  size_t size;
};

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

struct Worker {
  pid_t process;
  int orders, answers;
  std::optional<size_t> job;
  Clock::time_point late;
  std::string received;
};

class Pool {
 public:
  Pool(const std::vector<std::string>& jobs, const Work& work) : jobs_(jobs), work_(work) {
    struct sigaction ignore = {};
    ignore.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &ignore, &old_);  // a write to who is dead then says EPIPE
  }
  ~Pool() {
    while (!workers.empty()) End(workers.begin());
    sigaction(SIGPIPE, &old_, nullptr);
  }

  void Start() {
    int to[2], from[2];
    if (pipe(to) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
    if (pipe(from) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
    const pid_t process = fork();
    if (process == 0) {
      for (const Worker& other : workers) {
        close(other.orders);
        close(other.answers);
      }
      close(to[1]);
      close(from[0]);
      Serve(to[0], from[1]);
    }
    close(to[0]);
    close(from[1]);
    if (process < 0) throw std::system_error(errno, std::generic_category(), "fork");
    fcntl(from[0], F_SETFL, O_NONBLOCK);
    workers.push_back({process, to[1], from[0], std::nullopt, {}, {}});
  }

  std::list<Worker>::iterator End(std::list<Worker>::iterator worker) {
    close(worker->orders);
    close(worker->answers);
    while (waitpid(worker->process, nullptr, 0) < 0 && errno == EINTR) {
    }
    return workers.erase(worker);
  }

  std::list<Worker> workers;

 private:
  [[noreturn]] void Serve(int orders, int answers) {
    for (size_t job; ReadAll(orders, &job, sizeof job);) {
      Answer answer = {true, 0};
      std::string result;
      try {
        result = work_(jobs_[job]);
        answer.size = result.size();
      } catch (...) {
        answer.done = false;
      }
      WriteAll(answers, &answer, sizeof answer);
      WriteAll(answers, result.data(), answer.size);
    }
    _exit(0);
  }

  const std::vector<std::string>& jobs_;
  const Work& work_;
  struct sigaction old_;
};

}  // namespace

std::vector<Outcome> RunJobs(const std::vector<std::string>& jobs, const Work& work,
                             const Limits& limits) {
  std::vector<Outcome> outcomes(jobs.size());
  std::vector<int> left(jobs.size(), limits.tries);
  std::vector<size_t> waiting;
  for (size_t job = jobs.size(); job > 0; --job) waiting.push_back(job - 1);
  size_t open = jobs.size();
  Pool pool(jobs, work);

  const auto over = [&](Worker& worker, Outcome outcome) {
    const size_t job = *worker.job;
    worker.job.reset();
    worker.received.clear();
    outcomes[job] = std::move(outcome);
    if (outcomes[job].fate == Outcome::kDone || --left[job] == 0) {
      --open;
    } else {
      waiting.push_back(job);
    }
  };

  while (open > 0) {
    while (!waiting.empty()) {
      auto idle = std::find_if(pool.workers.begin(), pool.workers.end(),
                               [](const Worker& worker) { return !worker.job; });
      if (idle == pool.workers.end()) {
        if (static_cast<int>(pool.workers.size()) == limits.workers) break;
        pool.Start();
        idle = std::prev(pool.workers.end());
      }
      idle->job = waiting.back();
      waiting.pop_back();
      idle->late = Clock::now() + limits.longest;
      WriteAll(idle->orders, &*idle->job, sizeof *idle->job);
    }

    int timeout = -1;
    std::vector<pollfd> ends;
    for (const Worker& worker : pool.workers) {
      ends.push_back({worker.job ? worker.answers : -1, POLLIN, 0});
      if (limits.longest.count() == 0 || !worker.job) continue;
      const auto time =
          std::chrono::duration_cast<std::chrono::milliseconds>(worker.late - Clock::now());
      const int rest = std::max<int>(0, time.count() + 1);
      timeout = timeout < 0 ? rest : std::min(timeout, rest);
    }
    if (poll(ends.data(), ends.size(), timeout) < 0) continue;

    auto end = ends.begin();
    for (auto worker = pool.workers.begin(); worker != pool.workers.end(); ++end) {
      if (worker->job && end->revents != 0) {
        char bytes[50'000];
        const ssize_t size = read(worker->answers, bytes, sizeof bytes);
        if (size == 0) {
          over(*worker, {Outcome::kCrashed, ""});
          worker = pool.End(worker);
          continue;
        }
        if (size > 0) worker->received.append(bytes, size);
        Answer answer;
        if (worker->received.size() >= sizeof answer) {
          std::memcpy(&answer, worker->received.data(), sizeof answer);
          if (!answer.done) {
            over(*worker, {Outcome::kCrashed, ""});
          } else if (worker->received.size() == sizeof answer + answer.size) {
            over(*worker, {Outcome::kDone, worker->received.substr(sizeof answer)});
          }
        }
      } else if (worker->job && limits.longest.count() > 0 && Clock::now() >= worker->late) {
        kill(worker->process, SIGKILL);
        over(*worker, {Outcome::kHung, ""});
        worker = pool.End(worker);
        continue;
      }
      ++worker;
    }
  }
  return outcomes;
}
