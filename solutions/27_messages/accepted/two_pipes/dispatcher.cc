// Dispatcher: two pipes of records. When a worker has died, all that is not booked is sent once
// more; a number is booked once, and never comes again.
#include "dispatcher.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstring>
#include <deque>
#include <system_error>

namespace {

// A message: all have the same size, so every read() gets one, and every write() puts one.
struct Message {
  size_t number = 0;
  size_t size = 0;
  char bytes[Dispatcher::kLongest] = {};
};
static_assert(sizeof(Message) <= PIPE_BUF, "up to here a write() is one step");

Message NewMessage(size_t number, const std::string& bytes) {
  Message message;
  message.number = number;
  message.size = bytes.size();
  std::memcpy(message.bytes, bytes.data(), bytes.size());
  return message;
}

void Send(int pipe, const Message& message) {
  while (write(pipe, &message, sizeof message) < 0 && errno == EINTR) {
  }
}

// Does not wait for room. Only one process sends to this pipe.
bool TrySend(int pipe, const Message& message) {
  pollfd file = {pipe, POLLOUT, 0};
  if (poll(&file, 1, 0) <= 0) return false;
  Send(pipe, message);
  return true;
}

size_t Receive(int pipe, std::string& bytes) {
  Message message;
  while (read(pipe, &message, sizeof message) < 0 && errno == EINTR) {
  }
  bytes.assign(message.bytes, message.size);
  return message.number;
}

[[noreturn]] void Serve(int jobs, int results, const Dispatcher::Work& work) {
  for (std::string job;;) {
    const size_t number = Receive(jobs, job);
    Send(results, NewMessage(number, work(job)));
  }
}

struct Worker {
  pid_t process = -1;
  int end = -1;  // of the process: can be read when it is dead
};

void End(const Worker& worker) {
  kill(worker.process, SIGKILL);
  while (waitpid(worker.process, nullptr, 0) < 0 && errno == EINTR) {
  }
  close(worker.end);
}

}  // namespace

struct Dispatcher::Impl {
  int jobs[2];  // all have both ends, so nobody finds one closed
  int results[2];
  std::vector<Worker> workers;
  size_t next = 0;  // number of the next job, in all calls together
};

Dispatcher::Dispatcher(int workers, Work work) : impl_(new Impl) {
  if (pipe2(impl_->jobs, O_CLOEXEC) != 0 || pipe2(impl_->results, O_CLOEXEC) != 0) {
    throw std::system_error(errno, std::generic_category(), "pipe");
  }
  for (int i = 0; i < workers; ++i) {
    const pid_t process = fork();
    if (process < 0) throw std::system_error(errno, std::generic_category(), "fork");
    if (process == 0) Serve(impl_->jobs[0], impl_->results[1], work);
    impl_->workers.push_back({process, static_cast<int>(syscall(SYS_pidfd_open, process, 0))});
  }
}

Dispatcher::~Dispatcher() {
  for (const Worker& worker : impl_->workers) End(worker);
  for (int end : {0, 1}) {
    close(impl_->jobs[end]);
    close(impl_->results[end]);
  }
}

void Dispatcher::RunAll(const std::vector<std::string>& jobs, const Book& book) {
  const size_t first = impl_->next;
  impl_->next += jobs.size();
  std::vector<bool> booked(jobs.size());
  std::deque<size_t> waiting;
  for (size_t i = 0; i < jobs.size(); ++i) waiting.push_back(i);
  for (size_t missing = jobs.size(); missing > 0;) {
    while (!waiting.empty()) {
      const size_t i = waiting.front();
      if (!booked[i] && !TrySend(impl_->jobs[1], NewMessage(first + i, jobs[i]))) break;
      waiting.pop_front();
    }
    std::vector<pollfd> files = {{impl_->results[0], POLLIN, 0}};
    files.push_back({waiting.empty() ? -1 : impl_->jobs[1], POLLOUT, 0});
    for (const Worker& worker : impl_->workers) files.push_back({worker.end, POLLIN, 0});
    if (poll(files.data(), files.size(), -1) < 0) continue;  // a signal

    std::string result;
    if (files[0].revents != 0) {
      const size_t i = Receive(impl_->results[0], result) - first;
      if (i < jobs.size() && !booked[i]) {
        booked[i] = true;
        --missing;
        book(i, result);
      }
    }
    for (size_t i = impl_->workers.size(); i-- > 0;) {
      if (files[2 + i].revents == 0) continue;
      End(impl_->workers[i]);
      impl_->workers.erase(impl_->workers.begin() + static_cast<long>(i));
      waiting.clear();  // nobody knows which job it had
      for (size_t job = 0; job < jobs.size(); ++job) waiting.push_back(job);
    }
  }
}
