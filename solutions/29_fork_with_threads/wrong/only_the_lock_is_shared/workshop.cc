// expect: explore assertion
// Workshop: a thread of the parent gives the lock back, and completes only the data there.
#include "workshop.h"

#include <fcntl.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace {

struct Shared {
  pthread_mutex_t mutex;
};

class Guard {
 public:
  explicit Guard(Shared* shared) : shared_(shared) { pthread_mutex_lock(&shared_->mutex); }
  ~Guard() { pthread_mutex_unlock(&shared_->mutex); }

 private:
  Shared* const shared_;
};

}  // namespace

struct Workshop::Impl {
  std::vector<Helper> helpers;
  int file = -1;
  Shared* shared = nullptr;
  Totals sum;
};

Workshop::Workshop(const std::string& path, std::vector<Helper> helpers) : impl_(new Impl) {
  impl_->helpers = std::move(helpers);
  impl_->file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
  if (impl_->file < 0) throw std::system_error(errno, std::generic_category(), path);
  void* memory =
      mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::system_error(errno, std::generic_category(), "mmap");
  impl_->shared = new (memory) Shared;
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
  pthread_mutex_init(&impl_->shared->mutex, &attributes);
  pthread_mutexattr_destroy(&attributes);
}

Workshop::~Workshop() {
  pthread_mutex_destroy(&impl_->shared->mutex);
  munmap(impl_->shared, sizeof(Shared));
  close(impl_->file);
}

void Workshop::Log(const std::string& line) {
  const std::string whole = line + '\n';
  const Guard guard(impl_->shared);
  Totals& sum = impl_->sum;
  ++sum.lines;
  if (write(impl_->file, whole.data(), whole.size()) < 0) {
    throw std::system_error(errno, std::generic_category(), "write");
  }
  sum.bytes += static_cast<long>(line.size());
}

Totals Workshop::Sum() const {
  const Guard guard(impl_->shared);
  return impl_->sum;
}

int Workshop::RunHelper(int number) {
  const pid_t child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (child == 0) _exit(impl_->helpers[number](*this));
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WEXITSTATUS(status);
}
