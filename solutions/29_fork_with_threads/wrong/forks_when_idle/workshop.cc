// expect: explore deadlock
// Workshop: waits until nobody is in Log(), and forks; by then somebody may be.
#include "workshop.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

struct Workshop::Impl {
  std::vector<Helper> helpers;
  int file = -1;
  std::mutex mutex;
  Totals sum;
  std::atomic<int> busy{0};  // threads in Log()
};

Workshop::Workshop(const std::string& path, std::vector<Helper> helpers) : impl_(new Impl) {
  impl_->helpers = std::move(helpers);
  impl_->file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
  if (impl_->file < 0) throw std::system_error(errno, std::generic_category(), path);
}

Workshop::~Workshop() { close(impl_->file); }

void Workshop::Log(const std::string& line) {
  const std::string whole = line + '\n';
  ++impl_->busy;
  impl_->mutex.lock();
  ++impl_->sum.lines;
  if (write(impl_->file, whole.data(), whole.size()) < 0) {
    throw std::system_error(errno, std::generic_category(), "write");
  }
  impl_->sum.bytes += static_cast<long>(line.size());
  impl_->mutex.unlock();
  --impl_->busy;
}

Totals Workshop::Sum() const {
  std::lock_guard<std::mutex> lock(impl_->mutex);
  return impl_->sum;
}

int Workshop::RunHelper(int number) {
  while (impl_->busy > 0) std::this_thread::yield();
  const pid_t child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (child == 0) {
    _exit(impl_->helpers[number](*this));
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WEXITSTATUS(status);
}
