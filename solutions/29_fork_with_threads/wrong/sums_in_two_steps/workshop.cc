// expect: explore assertion
// Workshop: two atomic numbers are changed in two steps; a fork comes in between.
#include "workshop.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <system_error>
#include <utility>

struct Workshop::Impl {
  std::vector<Helper> helpers;
  int file = -1;
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
  const std::string whole = line + '\n';
  if (write(impl_->file, whole.data(), whole.size()) < 0) {
    throw std::system_error(errno, std::generic_category(), "write");
  }
  ++impl_->lines;
  impl_->bytes += static_cast<long>(line.size());
}

Totals Workshop::Sum() const { return {impl_->lines, impl_->bytes}; }

int Workshop::RunHelper(int number) {
  const pid_t child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (child == 0) _exit(impl_->helpers[number](*this));
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WEXITSTATUS(status);
}
