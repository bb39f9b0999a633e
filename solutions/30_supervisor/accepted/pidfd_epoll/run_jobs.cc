// RunJobs: epoll waits for answers, for the ends of processes (pidfd), and for clocks (timerfd).
// Results lie in a memory file of each worker.
#include "run_jobs.h"

#include <signal.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <list>
#include <memory>
#include <system_error>
#include <utility>

namespace {

[[noreturn]] void Throw(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

class Fd {
 public:
  explicit Fd(int number, const char* what) : number_(number) {
    if (number_ < 0) Throw(what);
  }
  Fd(const Fd&) = delete;
  Fd& operator=(const Fd&) = delete;
  ~Fd() { close(number_); }
  int get() const { return number_; }

 private:
  int number_;
};

std::pair<int, int> Packets() {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) Throw("socketpair");
  return {ends[0], ends[1]};
}

bool SendNumber(int socket, uint64_t number) {
  for (;;) {
    const ssize_t n = send(socket, &number, sizeof number, MSG_NOSIGNAL);
    if (n == sizeof number) return true;
    if (n < 0 && errno == EINTR) continue;
    return false;
  }
}

bool ReceiveNumber(int socket, uint64_t* number, int flags = 0) {
  for (;;) {
    const ssize_t n = recv(socket, number, sizeof *number, flags);
    if (n == sizeof *number) return true;
    if (n < 0 && errno == EINTR) continue;
    return false;
  }
}

class Worker {
 public:
  Worker(const std::vector<std::string>& jobs, const Work& work, std::pair<int, int> ends)
      : socket_(ends.first, "socketpair"),
        other_(std::make_unique<Fd>(ends.second, "socketpair")),
        result_(memfd_create("result", MFD_CLOEXEC), "memfd_create"),
        clock_(timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK), "timerfd_create") {
    process_ = fork();
    if (process_ < 0) Throw("fork");
    if (process_ == 0) Serve(jobs, work);
    other_.reset();
    end_ =
        std::make_unique<Fd>(static_cast<int>(syscall(SYS_pidfd_open, process_, 0)), "pidfd_open");
  }

  ~Worker() {
    for (const int fd : {socket_.get(), clock_.get(), end_->get()}) {
      epoll_ctl(epoll_, EPOLL_CTL_DEL, fd, nullptr);  // later workers have inherited them
    }
    kill(process_, SIGKILL);
    while (waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
    }
  }

  void Watch(int epoll) {
    epoll_ = epoll;
    for (const int fd : {socket_.get(), clock_.get(), end_->get()}) {
      epoll_event event = {};
      event.events = EPOLLIN;
      event.data.ptr = this;
      if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) != 0) Throw("epoll_ctl");
    }
  }

  void Begin(size_t job, std::chrono::milliseconds longest) {
    busy = true;
    this->job = job;
    SetClock(longest);
    SendNumber(socket_.get(), job);  // a dead one's pidfd tells
  }

  // The result, when there is one already.
  bool TakeResult(std::string* result) {
    uint64_t size;
    if (!ReceiveNumber(socket_.get(), &size, MSG_DONTWAIT)) return false;
    SetClock(std::chrono::milliseconds(0));
    result->resize(size);
    for (size_t done = 0; done < size;) {
      const ssize_t n = pread(result_.get(), result->data() + done, size - done, done);
      if (n > 0) done += n;
      if (n == 0 || (n < 0 && errno != EINTR)) Throw("pread");
    }
    busy = false;
    return true;
  }

  bool Dead() const {
    siginfo_t info = {};
    for (;;) {
      if (waitid(P_PID, process_, &info, WEXITED | WNOWAIT | WNOHANG) == 0) {
        return info.si_pid == process_;
      }
      if (errno != EINTR) Throw("waitid");
    }
  }

  bool Late() const {
    uint64_t times = 0;
    return read(clock_.get(), &times, sizeof times) == sizeof times;
  }

  bool busy = false;
  size_t job = 0;

 private:
  [[noreturn]] void Serve(const std::vector<std::string>& jobs, const Work& work) {
    const int socket = other_->get();
    close(socket_.get());
    uint64_t job;
    while (ReceiveNumber(socket, &job)) {
      std::string result;
      try {
        result = work(jobs[job]);
      } catch (...) {
        _exit(1);
      }
      for (size_t done = 0; done < result.size();) {
        const ssize_t n = pwrite(result_.get(), result.data() + done, result.size() - done, done);
        if (n > 0) done += n;
        if (n < 0 && errno != EINTR) _exit(2);
      }
      if (!SendNumber(socket, result.size())) break;
    }
    _exit(0);
  }

  void SetClock(std::chrono::milliseconds longest) {
    itimerspec time = {};
    time.it_value.tv_sec = longest.count() / 1000;
    time.it_value.tv_nsec = longest.count() % 1000 * 1'000'000;
    if (timerfd_settime(clock_.get(), 0, &time, nullptr) != 0) Throw("timerfd_settime");
  }

  Fd socket_;
  std::unique_ptr<Fd> other_;
  Fd result_;
  Fd clock_;
  std::unique_ptr<Fd> end_;
  pid_t process_ = -1;
  int epoll_ = -1;
};

}  // namespace

std::vector<Outcome> RunJobs(const std::vector<std::string>& jobs, const Work& work,
                             const Limits& limits) {
  std::vector<Outcome> outcomes(jobs.size());
  std::vector<int> tries(jobs.size());
  std::list<size_t> waiting;
  for (size_t i = 0; i < jobs.size(); ++i) waiting.push_back(i);
  std::list<Worker> workers;
  const Fd epoll(epoll_create1(EPOLL_CLOEXEC), "epoll_create1");
  size_t open = jobs.size();
  while (open > 0) {
    for (Worker& worker : workers) {
      if (worker.busy || waiting.empty()) continue;
      worker.Begin(waiting.front(), limits.longest);
      waiting.pop_front();
    }
    while (!waiting.empty() && workers.size() < static_cast<size_t>(limits.workers)) {
      Worker& worker = workers.emplace_back(jobs, work, Packets());
      worker.Watch(epoll.get());
      worker.Begin(waiting.front(), limits.longest);
      waiting.pop_front();
    }
    epoll_event event;
    const int n = epoll_wait(epoll.get(), &event, 1, -1);
    if (n < 0 && errno != EINTR) Throw("epoll_wait");
    if (n <= 0) continue;
    auto worker = workers.begin();
    while (&*worker != event.data.ptr) ++worker;
    const bool dead = worker->Dead();  // before the look for a result: what it sent is there now
    if (worker->busy) {
      std::string result;
      if (worker->TakeResult(&result)) {
        outcomes[worker->job] = {Outcome::kDone, std::move(result)};
        --open;
      } else if (dead || worker->Late()) {
        const size_t job = worker->job;
        outcomes[job].fate = dead ? Outcome::kCrashed : Outcome::kHung;
        if (++tries[job] < limits.tries) {
          waiting.push_back(job);
        } else {
          --open;
        }
        workers.erase(worker);
        continue;
      }
    }
    if (dead) workers.erase(worker);  // it was idle
  }
  return outcomes;
}
