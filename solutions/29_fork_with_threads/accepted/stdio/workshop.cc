// Workshop: a stream of stdio, whose buffer has room for a line and is empty when the lock is free.
#include "workshop.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <mutex>
#include <system_error>
#include <utility>

struct Workshop::Impl {
  // Forks while no other thread is in the middle of something. The thread that holds the lock is
  // the one that is copied, so the lock is given back in both processes.
  pid_t Fork() {
    std::lock_guard<std::mutex> lock(mutex);
    const pid_t child = fork();
    if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
    return child;
  }

  std::vector<Helper> helpers;
  char room[2 * kLongest];  // for a whole line; with less it would be written in pieces
  std::FILE* file = nullptr;
  std::mutex mutex;
  Totals sum;
};

Workshop::Workshop(const std::string& path, std::vector<Helper> helpers) : impl_(new Impl) {
  impl_->helpers = std::move(helpers);
  impl_->file = std::fopen(path.c_str(), "we");
  if (impl_->file == nullptr) throw std::system_error(errno, std::generic_category(), path);
  std::setvbuf(impl_->file, impl_->room, _IOFBF, sizeof impl_->room);
}

Workshop::~Workshop() { std::fclose(impl_->file); }

void Workshop::Log(const std::string& line) {
  std::lock_guard<std::mutex> lock(impl_->mutex);
  ++impl_->sum.lines;
  std::fprintf(impl_->file, "%s\n", line.c_str());
  std::fflush(impl_->file);
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
    _exit(result);
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WEXITSTATUS(status);
}
