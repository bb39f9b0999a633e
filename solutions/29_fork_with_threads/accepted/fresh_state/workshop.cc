// Workshop: the helper starts with a log of its own, and leaves the copied one alone.
#include "workshop.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "absl/synchronization/mutex.h"

struct Workshop::Impl {
  // REQUIRES: the caller holds the mutex.
  void WriteBuffer() {
    if (write(file, buffer.data(), buffer.size()) < 0) {
      throw std::system_error(errno, std::generic_category(), "write");
    }
    buffer.clear();
  }

  std::vector<Helper> helpers;
  int file = -1;
  absl::Mutex mutex;
  std::string buffer;
  Totals sum;
};

Workshop::Workshop(const std::string& path, std::vector<Helper> helpers) : impl_(new Impl) {
  impl_->helpers = std::move(helpers);
  impl_->file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
  if (impl_->file < 0) throw std::system_error(errno, std::generic_category(), path);
}

Workshop::~Workshop() {
  impl_->WriteBuffer();
  close(impl_->file);
}

void Workshop::Log(const std::string& line) {
  absl::MutexLock lock(&impl_->mutex);
  ++impl_->sum.lines;
  impl_->buffer += line + '\n';
  if (impl_->buffer.size() >= 4096) impl_->WriteBuffer();
  impl_->sum.bytes += static_cast<long>(line.size());
}

Totals Workshop::Sum() const {
  absl::MutexLock lock(&impl_->mutex);
  return impl_->sum;
}

int Workshop::RunHelper(int number) {
  Totals sum;
  {
    absl::MutexLock lock(&impl_->mutex);
    impl_->WriteBuffer();
    sum = impl_->sum;
  }
  const pid_t child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (child == 0) {
    const Impl* copy = impl_.release();  // somebody may have been in the middle of changing it
    impl_.reset(new Impl);
    impl_->file = copy->file;
    impl_->sum = sum;
    const int result = copy->helpers[number](*this);
    impl_->WriteBuffer();
    _exit(result);
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WEXITSTATUS(status);
}
