// expect: crash use-after-free
// epoll still reports a socket that is closed here, because a later worker has inherited it.
#include "dispatcher.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <list>
#include <optional>
#include <queue>
#include <system_error>

namespace {

[[noreturn]] void Fail(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

class Netstrings {
 public:
  void Feed(const char* bytes, size_t size) { buffer_.append(bytes, size); }
  std::optional<std::string> Next() {
    const size_t colon = buffer_.find(':');
    if (colon == std::string::npos) return std::nullopt;
    const size_t size = std::stoul(buffer_.substr(0, colon));
    if (buffer_.size() < colon + 1 + size) return std::nullopt;
    std::string text = buffer_.substr(colon + 1, size);
    buffer_.erase(0, colon + 1 + size);
    return text;
  }

 private:
  std::string buffer_;
};

bool Write(int file, const std::string& text) {
  const std::string message = std::to_string(text.size()) + ":" + text;
  size_t done = 0;
  while (done < message.size()) {
    const ssize_t n = send(file, &message[done], message.size() - done, MSG_NOSIGNAL);
    if (n >= 0) {
      done += static_cast<size_t>(n);
    } else if (errno != EINTR) {
      return false;
    }
  }
  return true;
}

class Worker {
 public:
  Worker(const Dispatcher::Work& work, int epoll) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) Fail("socketpair");
    process_ = fork();
    if (process_ < 0) Fail("fork");
    if (process_ == 0) {
      close(ends[0]);
      file_ = ends[1];
      for (;;) {
        while (const auto job = parser_.Next()) {
          if (!Write(file_, work(*job))) _exit(1);
        }
        if (!Read(0)) _exit(0);
      }
    }
    close(ends[1]);
    file_ = ends[0];
    epoll_event event = {.events = EPOLLIN, .data = {.ptr = this}};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, file_, &event) != 0) Fail("epoll_ctl");
  }
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;
  ~Worker() {
    kill(process_, SIGKILL);
    close(file_);
    while (waitpid(process_, nullptr, 0) == -1 && errno == EINTR) {
    }
  }

  bool Idle() const { return !job_; }
  void Give(size_t number, const std::string& text) {
    job_ = number;
    Write(file_, text);
  }
  std::optional<size_t> Job() const { return job_; }
  void Done() { job_.reset(); }

  // False: the end.
  bool Read(int flags) {
    char bytes[512];
    for (;;) {
      const ssize_t n = recv(file_, bytes, sizeof bytes, flags);
      if (n > 0) parser_.Feed(bytes, static_cast<size_t>(n));
      if (n > 0 && flags != 0) continue;  // as long as there is something
      if (n > 0) return true;
      if (n == 0) return false;
      if (errno == EINTR) continue;
      return errno == EAGAIN;
    }
  }
  std::optional<std::string> Result() { return parser_.Next(); }

 private:
  pid_t process_ = -1;
  int file_ = -1;
  Netstrings parser_;
  std::optional<size_t> job_;
};

}  // namespace

struct Dispatcher::Impl {
  int epoll = epoll_create1(EPOLL_CLOEXEC);
  std::list<Worker> workers;
  ~Impl() {
    workers.clear();
    close(epoll);
  }
};

Dispatcher::Dispatcher(int workers, Work work) : impl_(new Impl) {
  if (impl_->epoll < 0) Fail("epoll_create1");
  while (workers-- > 0) impl_->workers.emplace_back(work, impl_->epoll);
}

Dispatcher::~Dispatcher() = default;

void Dispatcher::RunAll(const std::vector<std::string>& jobs, const Book& book) {
  std::queue<size_t> todo;
  for (size_t i = 0; i < jobs.size(); ++i) todo.push(i);
  for (size_t booked = 0; booked < jobs.size();) {
    for (Worker& worker : impl_->workers) {
      if (!worker.Idle() || todo.empty()) continue;
      worker.Give(todo.front(), jobs[todo.front()]);
      todo.pop();
    }
    epoll_event events[4];
    const int n = epoll_wait(impl_->epoll, events, 4, -1);
    if (n < 0 && errno != EINTR) Fail("epoll_wait");
    for (int i = 0; i < n; ++i) {
      Worker* const worker = static_cast<Worker*>(events[i].data.ptr);
      const bool alive = worker->Read(MSG_DONTWAIT);
      if (const auto result = worker->Result()) {
        book(*worker->Job(), *result);
        worker->Done();
        ++booked;
      }
      if (alive) continue;
      if (worker->Job()) todo.push(*worker->Job());
      impl_->workers.remove_if([=](const Worker& other) { return &other == worker; });
    }
  }
}
