// expect: functional hang
// What is missing is counted for all dispatchers together.
#include "dispatcher.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <deque>
#include <optional>
#include <system_error>

namespace {

// A message: at most PIPE_BUF bytes, so one write() puts all of it, or nothing.
struct Message {
  uint32_t size = 0;
  char bytes[Dispatcher::kLongest] = {};
};

void Send(int pipe, const std::string& bytes) {
  Message message;
  message.size = bytes.size();
  std::memcpy(message.bytes, bytes.data(), bytes.size());
  while (write(pipe, &message, sizeof message) < 0 && errno == EINTR) {
  }
}

// The next message; nothing: who wrote is dead.
std::optional<std::string> Receive(int pipe) {
  Message message;
  for (size_t done = 0; done < sizeof message;) {
    const ssize_t now = read(pipe, reinterpret_cast<char*>(&message) + done, sizeof message - done);
    if (now == 0 || (now < 0 && errno != EINTR)) return std::nullopt;
    if (now > 0) done += now;
  }
  return std::string(message.bytes, message.size);
}

struct Worker {
  pid_t process = -1;
  int jobs = -1;                             // the end that is written
  int results = -1;                          // the end that is read
  std::optional<size_t> job = std::nullopt;  // what it does now
};

Worker Start(const Dispatcher::Work& work) {
  int jobs[2];
  int results[2];
  if (pipe2(jobs, O_CLOEXEC) != 0 || pipe2(results, O_CLOEXEC) != 0) {
    throw std::system_error(errno, std::generic_category(), "pipe");
  }
  const pid_t process = fork();
  if (process < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (process == 0) {
    close(jobs[1]);
    close(results[0]);
    while (const std::optional<std::string> job = Receive(jobs[0])) Send(results[1], work(*job));
    _exit(0);
  }
  close(jobs[0]);
  close(results[1]);
  return {process, jobs[1], results[0]};
}

void End(const Worker& worker) {
  kill(worker.process, SIGKILL);  // others may have a copy of the end that we close
  close(worker.jobs);
  close(worker.results);
  while (waitpid(worker.process, nullptr, 0) < 0 && errno == EINTR) {
  }
}

}  // namespace

struct Dispatcher::Impl {
  std::vector<Worker> workers;
};

Dispatcher::Dispatcher(int workers, Work work) : impl_(new Impl) {
  signal(SIGPIPE, SIG_IGN);  // a dead worker does not end us
  for (int i = 0; i < workers; ++i) impl_->workers.push_back(Start(work));
}

Dispatcher::~Dispatcher() {
  for (const Worker& worker : impl_->workers) End(worker);
}

void Dispatcher::RunAll(const std::vector<std::string>& jobs, const Book& book) {
  std::deque<size_t> waiting;
  for (size_t i = 0; i < jobs.size(); ++i) waiting.push_back(i);
  static size_t missing;
  for (missing = jobs.size(); missing > 0;) {
    std::vector<pollfd> ends;
    for (Worker& worker : impl_->workers) {
      if (!worker.job && !waiting.empty()) {
        worker.job = waiting.front();
        waiting.pop_front();
        Send(worker.jobs, jobs[*worker.job]);
      }
      ends.push_back({worker.results, POLLIN, 0});
    }
    if (poll(ends.data(), ends.size(), -1) < 0) continue;  // a signal

    for (size_t i = ends.size(); i-- > 0;) {  // backwards, because some may be erased
      if (ends[i].revents == 0) continue;
      Worker& worker = impl_->workers[i];
      if (const std::optional<std::string> result = Receive(worker.results)) {
        book(*worker.job, *result);
        worker.job.reset();
        --missing;
      } else {  // it was killed; what it had to do is not done
        if (worker.job) waiting.push_front(*worker.job);
        End(worker);
        impl_->workers.erase(impl_->workers.begin() + static_cast<long>(i));
      }
    }
  }
}
