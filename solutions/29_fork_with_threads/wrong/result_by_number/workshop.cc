// expect: explore data-race
// The result lies in shared memory, by the number of the helper, which may run twice.
#include "workshop.h"

#include <fcntl.h>
#include <sys/mman.h>
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
  int* results = nullptr;  // in shared memory, by number of the helper
};

Workshop::Workshop(const std::string& path, std::vector<Helper> helpers) : impl_(new Impl) {
  impl_->helpers = std::move(helpers);
  impl_->results = static_cast<int*>(
      mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  impl_->file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
  if (impl_->file < 0) throw std::system_error(errno, std::generic_category(), path);
}

Workshop::~Workshop() {
  munmap(impl_->results, 4096);
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
  const pid_t child = impl_->Fork();
  if (child == 0) {
    impl_->results[number] = impl_->helpers[number](*this);
    impl_->WriteBuffer();
    _exit(0);
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return impl_->results[number];
}
