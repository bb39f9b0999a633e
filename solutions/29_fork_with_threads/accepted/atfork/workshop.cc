// Workshop: pthread_atfork takes the lock before each fork, and gives it back in both processes.
#include "workshop.h"

#include <fcntl.h>
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <mutex>
#include <system_error>
#include <utility>

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
  std::mutex mutex;
  std::string buffer;
  Totals sum;
};

namespace {

// The handlers stay for ever, and there is one workshop at a time: this is its log.
std::mutex* locked_over_fork = nullptr;

void Lock() {
  if (locked_over_fork != nullptr) locked_over_fork->lock();
}

void Unlock() {
  if (locked_over_fork != nullptr) locked_over_fork->unlock();
}

[[maybe_unused]] const int registered = pthread_atfork(Lock, Unlock, Unlock);

}  // namespace

Workshop::Workshop(const std::string& path, std::vector<Helper> helpers) : impl_(new Impl) {
  impl_->helpers = std::move(helpers);
  impl_->file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
  if (impl_->file < 0) throw std::system_error(errno, std::generic_category(), path);
  locked_over_fork = &impl_->mutex;
}

Workshop::~Workshop() {
  locked_over_fork = nullptr;
  impl_->WriteBuffer();
  close(impl_->file);
}

void Workshop::Log(const std::string& line) {
  std::lock_guard<std::mutex> lock(impl_->mutex);
  ++impl_->sum.lines;
  impl_->buffer += line + '\n';
  if (impl_->buffer.size() >= 4096) impl_->WriteBuffer();
  impl_->sum.bytes += static_cast<long>(line.size());
}

Totals Workshop::Sum() const {
  std::lock_guard<std::mutex> lock(impl_->mutex);
  return impl_->sum;
}

int Workshop::RunHelper(int number) {
  {
    std::lock_guard<std::mutex> lock(impl_->mutex);
    impl_->WriteBuffer();
  }
  const pid_t child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (child == 0) {
    impl_->buffer.clear();  // what others have logged since then; it is theirs to write
    const int result = impl_->helpers[number](*this);
    impl_->WriteBuffer();
    _exit(result);
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WEXITSTATUS(status);
}
