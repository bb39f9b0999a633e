// expect: explore-2 assertion
// RunJobs: sees that a worker is late and ends it, which may have begun the next job by then.
#include "run_jobs.h"

#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <new>
#include <system_error>

namespace {

using Clock = std::chrono::steady_clock;

constexpr long kNothing = -1;  // a worker has no job that could be late

// In shared memory: what a worker does.
struct Doing {
  std::atomic<Clock::rep> begun{0};
  std::atomic<long> job{kNothing};
};

template <typename T>
T* SharedArray(size_t count) {
  void* memory = mmap(nullptr, count * sizeof(T) + 1, PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  return new (memory) T[count];
}

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

struct Head {
  size_t job, size;
};

class Supervisor {
 public:
  Supervisor(const std::vector<std::string>& jobs, const Work& work, const Limits& limits)
      : jobs_(jobs),
        work_(work),
        limits_(limits),
        owners_(SharedArray<std::atomic<int>>(jobs.size())),
        doing_(SharedArray<Doing>(limits.workers)),
        processes_(limits.workers, -1),
        results_(limits.workers, -1),
        late_(limits.workers),
        failed_(jobs.size()),
        outcomes_(jobs.size()) {
    for (size_t job = 0; job < jobs.size(); ++job) owners_[job] = 0;
  }
  ~Supervisor() {
    munmap(owners_, jobs_.size() * sizeof *owners_ + 1);
    munmap(doing_, processes_.size() * sizeof *doing_ + 1);
  }

  std::vector<Outcome> Run() {
    while (KeepRunning()) {
      std::vector<pollfd> ends;
      for (const int result : results_) ends.push_back({result, POLLIN, 0});
      if (poll(ends.data(), ends.size(), EndLate()) <= 0) continue;
      for (size_t i = 0; i < ends.size(); ++i) {
        if (ends[i].revents != 0) Receive(i);
      }
    }
    return outcomes_;
  }

 private:
  bool Waits(size_t job) const { return owners_[job] == 0; }

  bool KeepRunning() {
    size_t waiting = 0;
    for (size_t job = 0; job < jobs_.size(); ++job) waiting += Waits(job);
    bool running = false;
    for (size_t i = 0; i < processes_.size(); ++i) {
      if (processes_[i] < 0 && waiting > 0) {
        Start(i);
        --waiting;
      }
      running |= processes_[i] >= 0;
    }
    return running;
  }

  void Start(size_t i) {
    int ends[2];
    if (pipe(ends) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
    processes_[i] = fork();
    if (processes_[i] == 0) {
      close(ends[0]);
      Serve(static_cast<int>(i), ends[1]);
    }
    close(ends[1]);
    results_[i] = ends[0];
    if (processes_[i] < 0) throw std::system_error(errno, std::generic_category(), "fork");
  }

  [[noreturn]] void Serve(int me, int results) {
    for (size_t job = 0; job < jobs_.size(); ++job) {
      int nobody = 0;
      if (!Waits(job) || !owners_[job].compare_exchange_strong(nobody, me + 1)) continue;
      doing_[me].begun = Clock::now().time_since_epoch().count();
      doing_[me].job = static_cast<long>(job);
      std::string result;
      try {
        result = work_(jobs_[job]);
      } catch (...) {
        _exit(1);
      }
      doing_[me].job = kNothing;
      const Head head = {job, result.size()};
      WriteAll(results, &head, sizeof head);
      WriteAll(results, result.data(), result.size());
    }
    _exit(0);
  }

  // Ends who is late. Returns the milliseconds until another one may be late.
  int EndLate() {
    if (limits_.longest.count() == 0) return -1;
    const auto now = Clock::now();
    auto first = now + limits_.longest;
    for (size_t i = 0; i < processes_.size(); ++i) {
      if (doing_[i].job < 0 || late_[i]) continue;
      const Clock::time_point late(Clock::duration(doing_[i].begun) + limits_.longest);
      if (late > now) {
        first = std::min(first, late);
      } else {
        late_[i] = true;
        kill(processes_[i], SIGKILL);
      }
    }
    return static_cast<int>(std::chrono::ceil<std::chrono::milliseconds>(first - now).count());
  }

  void Receive(size_t i) {
    Head head;
    if (ReadAll(results_[i], &head, sizeof head)) {
      std::string result(head.size, '\0');
      if (ReadAll(results_[i], result.data(), head.size)) {
        outcomes_[head.job] = {Outcome::kDone, std::move(result)};
        return;
      }
    }
    while (waitpid(processes_[i], nullptr, 0) < 0 && errno == EINTR) {
    }
    close(results_[i]);
    processes_[i] = results_[i] = -1;
    doing_[i].job = kNothing;
    const bool hung = late_[i];
    late_[i] = false;
    for (size_t job = 0; job < jobs_.size(); ++job) {
      if (owners_[job] != static_cast<int>(i) + 1 || outcomes_[job].fate == Outcome::kDone)
        continue;
      if (failed_[job] == limits_.tries) continue;
      outcomes_[job].fate = hung ? Outcome::kHung : Outcome::kCrashed;
      if (++failed_[job] < limits_.tries) owners_[job] = 0;
    }
  }

  const std::vector<std::string>& jobs_;
  const Work& work_;
  const Limits limits_;
  std::atomic<int>* owners_;  // shared: 0, or the number of a worker plus one
  Doing* doing_;              // shared
  std::vector<pid_t> processes_;
  std::vector<int> results_;
  std::vector<char> late_;
  std::vector<int> failed_;
  std::vector<Outcome> outcomes_;
};

}  // namespace

std::vector<Outcome> RunJobs(const std::vector<std::string>& jobs, const Work& work,
                             const Limits& limits) {
  return Supervisor(jobs, work, limits).Run();
}
