// Dispatcher: a process for each job, which inherits it and writes the result into a pipe. Its exit
// code says that the result is whole; who was killed has none.
#include "dispatcher.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <deque>
#include <system_error>

namespace {

struct Worker {
  pid_t process = -1;
  int result = -1;  // the end of the pipe that is read
  size_t job = 0;
};

Worker Start(const Dispatcher::Work& work, size_t number, const std::string& job) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
  const pid_t process = fork();
  if (process < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (process == 0) {
    const std::string result = work(job);  // fits into the pipe, so write() does not wait
    while (write(ends[1], result.data(), result.size()) < 0 && errno == EINTR) {
    }
    _exit(0);
  }
  close(ends[1]);
  return {process, ends[0], number};
}

// The result was written in one step, as it is no longer than PIPE_BUF.
std::string Read(int file) {
  char bytes[Dispatcher::kLongest];
  ssize_t size;
  while ((size = read(file, bytes, sizeof bytes)) < 0 && errno == EINTR) {
  }
  return std::string(bytes, size);
}

bool EndedWell(pid_t process) {
  int status = 0;
  while (waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

struct Dispatcher::Impl {
  size_t workers;
  Work work;
};

Dispatcher::Dispatcher(int workers, Work work)
    : impl_(new Impl{static_cast<size_t>(workers), std::move(work)}) {}

Dispatcher::~Dispatcher() {}

void Dispatcher::RunAll(const std::vector<std::string>& jobs, const Book& book) {
  std::deque<size_t> waiting;
  for (size_t i = 0; i < jobs.size(); ++i) waiting.push_back(i);
  std::vector<Worker> workers;
  while (!waiting.empty() || !workers.empty()) {
    while (!waiting.empty() && workers.size() < impl_->workers) {
      workers.push_back(Start(impl_->work, waiting.front(), jobs[waiting.front()]));
      waiting.pop_front();
    }
    std::vector<pollfd> ends;
    for (const Worker& worker : workers) ends.push_back({worker.result, POLLIN, 0});
    if (poll(ends.data(), ends.size(), -1) < 0) continue;  // a signal
    for (size_t i = ends.size(); i-- > 0;) {
      if (ends[i].revents == 0) continue;
      const Worker worker = workers[i];
      workers.erase(workers.begin() + static_cast<long>(i));
      const std::string result = Read(worker.result);
      close(worker.result);
      if (EndedWell(worker.process)) {
        book(worker.job, result);
      } else {
        waiting.push_front(worker.job);
      }
    }
  }
}
