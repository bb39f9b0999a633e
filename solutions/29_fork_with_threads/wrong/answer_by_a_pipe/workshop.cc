// expect: functional assertion
// The helper answers through a pipe that every program inherits which is started meanwhile.
#include "workshop.h"

#include <fcntl.h>
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

  // Forks while no other thread is in the middle of something. The thread that holds the lock is
  // the one that is copied, so the lock is given back in both processes.
  pid_t Fork() {
    std::lock_guard<std::mutex> lock(mutex);
    WriteBuffer();  // the copy is empty: nothing is written twice
    const pid_t child = fork();
    if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
    return child;
  }

  std::vector<Helper> helpers;
  int file = -1;
  std::mutex mutex;
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
  int ends[2];
  if (pipe(ends) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
  const pid_t child = impl_->Fork();
  if (child == 0) {
    close(ends[0]);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    const unsigned char result = impl_->helpers[number](*this);
    impl_->WriteBuffer();
    _exit(write(ends[1], &result, 1) == 1 ? 0 : 1);
  }
  close(ends[1]);
  unsigned char result = 0;
  while (read(ends[0], &result, 1) < 0 && errno == EINTR) {
  }
  close(ends[0]);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return result;
}
