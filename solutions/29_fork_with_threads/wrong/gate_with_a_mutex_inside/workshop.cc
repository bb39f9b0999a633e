// expect: explore deadlock
// A gate keeps all others from logging during the fork; but who comes to the gate holds its mutex
// for a moment, and the child needs it.
#include "workshop.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <condition_variable>
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

  // Forks while nobody changes anything.
  pid_t Fork() {
    {
      std::lock_guard<std::mutex> lock(mutex);
      ++forking;
      WriteBuffer();
    }
    const pid_t child = fork();
    if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
    std::lock_guard<std::mutex> lock(mutex);
    forking = child == 0 ? 0 : forking - 1;
    if (forking == 0) changed.notify_all();
    return child;
  }

  std::vector<Helper> helpers;
  int file = -1;
  std::mutex mutex;
  std::condition_variable changed;
  int forking = 0;

  // Waits until nobody forks.
  std::unique_lock<std::mutex> Enter() {
    std::unique_lock<std::mutex> lock(mutex);
    changed.wait(lock, [&] { return forking == 0; });
    return lock;
  }
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
  const auto lock = impl_->Enter();
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
  const pid_t child = impl_->Fork();
  if (child == 0) {
    const int result = impl_->helpers[number](*this);
    impl_->WriteBuffer();
    _exit(result);
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WEXITSTATUS(status);
}
