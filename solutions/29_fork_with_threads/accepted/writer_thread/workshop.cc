// Workshop: a thread writes the lines; a helper, which has no such thread, writes them at its end.
#include "workshop.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

struct Workshop::Impl {
  // In the thread that writes the lines.
  void WriteLines() {
    std::unique_lock<std::mutex> lock(mutex);
    for (;;) {
      changed.wait(lock, [this] { return stopped || !buffer.empty(); });
      if (buffer.empty()) return;
      if (write(file, buffer.data(), buffer.size()) < 0) std::abort();
      buffer.clear();
      written.notify_all();
    }
  }

  // REQUIRES: `lock` is one of the mutex.
  void WriteBuffer(std::unique_lock<std::mutex>& lock) {
    written.wait(lock, [this] { return buffer.empty(); });
  }

  std::vector<Helper> helpers;
  int file = -1;
  std::mutex mutex;
  std::string buffer;
  Totals sum;
  std::condition_variable changed;
  std::condition_variable written;
  bool stopped = false;
  std::thread writer;
};

Workshop::Workshop(const std::string& path, std::vector<Helper> helpers) : impl_(new Impl) {
  impl_->helpers = std::move(helpers);
  impl_->file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
  if (impl_->file < 0) throw std::system_error(errno, std::generic_category(), path);
  impl_->writer = std::thread([this] { impl_->WriteLines(); });
}

Workshop::~Workshop() {
  {
    std::lock_guard<std::mutex> lock(impl_->mutex);
    impl_->stopped = true;
  }
  impl_->changed.notify_one();
  impl_->writer.join();
  close(impl_->file);
}

void Workshop::Log(const std::string& line) {
  std::lock_guard<std::mutex> lock(impl_->mutex);
  ++impl_->sum.lines;
  impl_->sum.bytes += static_cast<long>(line.size());
  impl_->buffer += line + '\n';
  impl_->changed.notify_one();
}

Totals Workshop::Sum() const {
  std::lock_guard<std::mutex> lock(impl_->mutex);
  return impl_->sum;
}

int Workshop::RunHelper(int number) {
  std::unique_lock<std::mutex> lock(impl_->mutex);
  impl_->WriteBuffer(lock);
  const pid_t child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  lock.unlock();
  if (child == 0) {
    const int result = impl_->helpers[number](*this);
    lock.lock();
    if (write(impl_->file, impl_->buffer.data(), impl_->buffer.size()) < 0) std::abort();
    _exit(result);
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WEXITSTATUS(status);
}
