// expect: explore deadlock
// Workshop: the lock that is held over the fork has another one inside, which others take.
#include "workshop.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/shared_mutex.hpp>
#include <cerrno>
#include <system_error>
#include <utility>

struct Workshop::Impl {
  std::vector<Helper> helpers;
  int file = -1;
  mutable boost::shared_mutex fork_lock;  // shared by all who log, and taken by who forks
  std::atomic<long> lines{0};
  std::atomic<long> bytes{0};
};

Workshop::Workshop(const std::string& path, std::vector<Helper> helpers) : impl_(new Impl) {
  impl_->helpers = std::move(helpers);
  impl_->file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
  if (impl_->file < 0) throw std::system_error(errno, std::generic_category(), path);
}

Workshop::~Workshop() { close(impl_->file); }

void Workshop::Log(const std::string& line) {
  boost::shared_lock<boost::shared_mutex> lock(impl_->fork_lock);
  const std::string whole = line + '\n';
  if (write(impl_->file, whole.data(), whole.size()) < 0) {
    throw std::system_error(errno, std::generic_category(), "write");
  }
  ++impl_->lines;
  impl_->bytes += static_cast<long>(line.size());
}

Totals Workshop::Sum() const {
  boost::lock_guard<boost::shared_mutex> lock(impl_->fork_lock);
  return {impl_->lines, impl_->bytes};
}

int Workshop::RunHelper(int number) {
  boost::unique_lock<boost::shared_mutex> lock(impl_->fork_lock);
  const pid_t child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  lock.unlock();
  if (child == 0) _exit(impl_->helpers[number](*this));
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WEXITSTATUS(status);
}
