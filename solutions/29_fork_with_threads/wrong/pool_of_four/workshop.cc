// expect: stress hang
// There are four workers; the fifth helper waits for another to end.
#include "workshop.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/thread/condition_variable.hpp>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/mutex.hpp>
#include <cerrno>
#include <system_error>
#include <utility>

namespace {

struct Work {
  int number;
  Totals sum;
};

}  // namespace

struct Workshop::Impl {
  std::vector<Helper> helpers;
  int file = -1;
  mutable boost::mutex mutex;
  Totals sum;
  boost::condition_variable back;
  std::vector<pid_t> workers;
  std::vector<int> idle;  // sockets to workers that wait

  [[noreturn]] void Serve(Workshop& workshop, int caller) {
    for (const int other : idle) close(other);
    Work work;
    while (recv(caller, &work, sizeof work, 0) == sizeof work) {
      sum = work.sum;
      const int result = helpers[work.number](workshop);
      send(caller, &result, sizeof result, MSG_NOSIGNAL);
    }
    _exit(0);
  }
};

Workshop::Workshop(const std::string& path, std::vector<Helper> helpers) : impl_(new Impl) {
  impl_->helpers = std::move(helpers);
  impl_->file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
  if (impl_->file < 0) throw std::system_error(errno, std::generic_category(), path);
  for (int i = 0; i < 4; ++i) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) {
      throw std::system_error(errno, std::generic_category(), "socketpair");
    }
    impl_->idle.push_back(ends[0]);
    const pid_t worker = fork();
    if (worker < 0) throw std::system_error(errno, std::generic_category(), "fork");
    if (worker == 0) impl_->Serve(*this, ends[1]);
    close(ends[1]);
    impl_->workers.push_back(worker);
  }
}

Workshop::~Workshop() {
  for (const int socket : impl_->idle) close(socket);
  for (const pid_t worker : impl_->workers) {
    while (waitpid(worker, nullptr, 0) < 0 && errno == EINTR) {
    }
  }
  close(impl_->file);
}

void Workshop::Log(const std::string& line) {
  const std::string whole = line + '\n';
  const boost::lock_guard<boost::mutex> lock(impl_->mutex);
  if (write(impl_->file, whole.data(), whole.size()) < 0) {
    throw std::system_error(errno, std::generic_category(), "write");
  }
  ++impl_->sum.lines;
  impl_->sum.bytes += static_cast<long>(line.size());
}

Totals Workshop::Sum() const {
  const boost::lock_guard<boost::mutex> lock(impl_->mutex);
  return impl_->sum;
}

int Workshop::RunHelper(int number) {
  boost::unique_lock<boost::mutex> lock(impl_->mutex);
  while (impl_->idle.empty()) impl_->back.wait(lock);
  const int worker = impl_->idle.back();
  impl_->idle.pop_back();
  const Work work = {number, impl_->sum};
  lock.unlock();
  int result = 0;
  if (send(worker, &work, sizeof work, MSG_NOSIGNAL) < 0 ||
      recv(worker, &result, sizeof result, 0) <= 0) {
    throw std::system_error(errno, std::generic_category(), "no answer");
  }
  lock.lock();
  impl_->idle.push_back(worker);
  impl_->back.notify_one();
  return result;
}
