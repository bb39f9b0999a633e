// expect: explore lock-misuse
// Workshop: the child unlocks a lock that somebody else may hold, or nobody.
#include "workshop.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <mutex>
#include <system_error>
#include <utility>

struct Workshop::Impl {
  std::vector<Helper> helpers;
  int file = -1;
  std::mutex mutex;
  Totals sum;
};

Workshop::Workshop(const std::string& path, std::vector<Helper> helpers) : impl_(new Impl) {
  impl_->helpers = std::move(helpers);
  impl_->file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
  if (impl_->file < 0) throw std::system_error(errno, std::generic_category(), path);
}

Workshop::~Workshop() { close(impl_->file); }

void Workshop::Log(const std::string& line) {
  const std::string whole = line + '\n';
  std::lock_guard<std::mutex> lock(impl_->mutex);
  ++impl_->sum.lines;
  if (write(impl_->file, whole.data(), whole.size()) < 0) {
    throw std::system_error(errno, std::generic_category(), "write");
  }
  impl_->sum.bytes += static_cast<long>(line.size());
}

Totals Workshop::Sum() const {
  std::lock_guard<std::mutex> lock(impl_->mutex);
  return impl_->sum;
}

int Workshop::RunHelper(int number) {
  const pid_t child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (child == 0) {
    impl_->mutex.try_lock();  // now it is locked, by me or by a thread that is not here
    impl_->mutex.unlock();
    _exit(impl_->helpers[number](*this));
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WEXITSTATUS(status);
}
