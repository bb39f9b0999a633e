// expect: crash assertion
// The job is marked as done before its result is written.
#include "run_jobs.h"

#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <new>
#include <system_error>

namespace {

using Clock = std::chrono::steady_clock;

// One job, in shared memory. `state` is written last, so that it says what holds.
struct Entry {
  enum State { kWaiting, kInWork, kDone, kFailed } state;
  int worker;
  int failed;  // tries
  bool hung;   // the last of them
  Clock::rep begun;
  off_t offset;  // of the result in the worker's file
  size_t size;
};

class Queue {
 public:
  explicit Queue(size_t jobs)
      : jobs_(jobs), bytes_(sizeof(pthread_mutex_t) + jobs * sizeof(Entry)) {
    void* memory = mmap(nullptr, bytes_, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) throw std::bad_alloc();
    mutex_ = new (memory) pthread_mutex_t;
    entries_ = new (mutex_ + 1) Entry[jobs]();
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
    pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
    pthread_mutex_init(mutex_, &attributes);
    pthread_mutexattr_destroy(&attributes);
  }
  ~Queue() {
    pthread_mutex_destroy(mutex_);
    munmap(mutex_, bytes_);
  }

  void Lock() {
    if (pthread_mutex_lock(mutex_) == EOWNERDEAD) pthread_mutex_consistent(mutex_);
  }
  void Unlock() { pthread_mutex_unlock(mutex_); }

  Entry& operator[](size_t job) { return entries_[job]; }
  Entry* begin() { return entries_; }
  Entry* end() { return entries_ + jobs_; }

 private:
  const size_t jobs_, bytes_;
  pthread_mutex_t* mutex_;
  Entry* entries_;
};

void WriteAll(int file, const std::string& text) {
  for (size_t done = 0; done < text.size();) {
    const ssize_t now = write(file, text.data() + done, text.size() - done);
    if (now < 0 && errno != EINTR) _exit(1);
    if (now > 0) done += now;
  }
}

std::string ReadAll(int file, off_t offset, size_t size) {
  std::string text(size, '\0');
  for (size_t done = 0; done < size;) {
    const ssize_t now = pread(file, text.data() + done, size - done, offset + done);
    if (now == 0 || (now < 0 && errno != EINTR)) break;
    if (now > 0) done += now;
  }
  return text;
}

struct Worker {
  pid_t process = -1;
  int end = -1;   // a descriptor that is ready when the process has ended
  int file = -1;  // for results
};

class Supervisor {
 public:
  Supervisor(const std::vector<std::string>& jobs, const Work& work, const Limits& limits)
      : jobs_(jobs), work_(work), limits_(limits), queue_(jobs.size()), workers_(limits.workers) {
    for (Worker& worker : workers_) worker.file = memfd_create("results", 0);
  }
  ~Supervisor() {
    for (const Worker& worker : workers_) close(worker.file);
  }

  std::vector<Outcome> Run() {
    while (KeepRunning()) {
      std::vector<pollfd> ends;
      for (const Worker& worker : workers_) ends.push_back({worker.end, POLLIN, 0});
      const int ready = poll(ends.data(), ends.size(), EndLate());
      for (size_t i = 0; ready > 0 && i < workers_.size(); ++i) {
        if (ends[i].revents != 0) Collect(i);
      }
    }
    std::vector<Outcome> outcomes;
    for (const Entry& entry : queue_) {
      if (entry.state != Entry::kDone) {
        outcomes.push_back({entry.hung ? Outcome::kHung : Outcome::kCrashed, ""});
      } else {
        outcomes.push_back(
            {Outcome::kDone, ReadAll(workers_[entry.worker].file, entry.offset, entry.size)});
      }
    }
    return outcomes;
  }

 private:
  // Starts as many workers as there is work for. False: none runs any more.
  bool KeepRunning() {
    queue_.Lock();
    size_t waiting = std::count_if(queue_.begin(), queue_.end(), [](const Entry& entry) {
      return entry.state == Entry::kWaiting;
    });
    queue_.Unlock();
    bool running = false;
    for (size_t i = 0; i < workers_.size(); ++i) {
      if (workers_[i].process < 0 && waiting > 0) {
        Start(i);
        --waiting;
      }
      running |= workers_[i].process >= 0;
    }
    return running;
  }

  void Start(size_t i) {
    Worker& worker = workers_[i];
    worker.process = fork();
    if (worker.process == 0) Serve(static_cast<int>(i));
    if (worker.process < 0) throw std::system_error(errno, std::generic_category(), "fork");
    worker.end = static_cast<int>(syscall(SYS_pidfd_open, worker.process, 0));
  }

  [[noreturn]] void Serve(int me) {
    const int file = workers_[me].file;
    for (;;) {
      queue_.Lock();
      Entry* mine = std::find_if(queue_.begin(), queue_.end(),
                                 [](const Entry& entry) { return entry.state == Entry::kWaiting; });
      if (mine == queue_.end()) break;
      mine->worker = me;
      mine->begun = Clock::now().time_since_epoch().count();
      mine->state = Entry::kInWork;
      queue_.Unlock();
      std::string result;
      try {
        result = work_(jobs_[mine - queue_.begin()]);
      } catch (...) {
        _exit(1);
      }
      const off_t offset = lseek(file, 0, SEEK_END);
      queue_.Lock();
      if (mine->hung) Late();
      mine->offset = offset;
      mine->size = result.size();
      mine->state = Entry::kDone;
      queue_.Unlock();
      WriteAll(file, result);
    }
    queue_.Unlock();
    _exit(0);
  }

  // A worker that is late begins nothing more; it is about to be ended.
  [[noreturn]] void Late() {
    queue_.Unlock();
    for (;;) pause();
  }

  // Under the lock a worker that is late cannot begin another job before it is ended. Returns the
  // milliseconds until the next may be late; a job that begins later will be late later.
  int EndLate() {
    if (limits_.longest.count() == 0) return -1;
    const auto now = Clock::now();
    auto first = now + limits_.longest;
    queue_.Lock();
    for (Entry& entry : queue_) {
      if (entry.state != Entry::kInWork) continue;
      const Clock::time_point late(Clock::duration(entry.begun) + limits_.longest);
      if (late > now) {
        first = std::min(first, late);
      } else {
        entry.hung = true;
        kill(workers_[entry.worker].process, SIGKILL);
      }
    }
    queue_.Unlock();
    return static_cast<int>(std::chrono::ceil<std::chrono::milliseconds>(first - now).count());
  }

  void Collect(size_t i) {
    while (waitpid(workers_[i].process, nullptr, 0) < 0 && errno == EINTR) {
    }
    close(workers_[i].end);
    workers_[i].process = workers_[i].end = -1;
    queue_.Lock();
    for (Entry& entry : queue_) {
      if (entry.state != Entry::kInWork || entry.worker != static_cast<int>(i)) continue;
      ++entry.failed;
      entry.state = entry.failed < limits_.tries ? Entry::kWaiting : Entry::kFailed;
      if (entry.state == Entry::kWaiting) entry.hung = false;
    }
    queue_.Unlock();
  }

  const std::vector<std::string>& jobs_;
  const Work& work_;
  const Limits limits_;
  Queue queue_;
  std::vector<Worker> workers_;
};

}  // namespace

std::vector<Outcome> RunJobs(const std::vector<std::string>& jobs, const Work& work,
                             const Limits& limits) {
  return Supervisor(jobs, work, limits).Run();
}
