// expect: explore deadlock
// Workshop: the zygote waits for a helper before it forks the next one.
#include "workshop.h"

#include <fcntl.h>
#include <semaphore.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <mutex>
#include <system_error>
#include <utility>

namespace {

// The place of a call of RunHelper(), in shared memory.
struct Order {
  bool taken;  // guarded by the mutex of the caller's process
  int number;
  Totals sum;
  int result;
  sem_t done;
};

void Wait(sem_t* semaphore) {
  while (sem_wait(semaphore) != 0 && errno == EINTR) {
  }
}

}  // namespace

struct Workshop::Impl {
  std::vector<Helper> helpers;
  int file = -1;
  mutable std::mutex mutex;
  Totals sum;
  Order* orders = nullptr;  // kMostHelpers
  int ends[2];              // of a pipe to the zygote: bytes, which say which order
  pid_t zygote = -1;

  [[noreturn]] void Serve(Workshop& workshop) {
    close(ends[1]);
    unsigned char place;
    while (read(ends[0], &place, 1) == 1) {
      if (fork() != 0) {
        wait(nullptr);  // or it stays behind
        continue;
      }
      Order& order = orders[place];
      sum = order.sum;
      order.result = helpers[order.number](workshop);
      sem_post(&order.done);
      _exit(0);
    }
    _exit(0);
  }
};

Workshop::Workshop(const std::string& path, std::vector<Helper> helpers) : impl_(new Impl) {
  impl_->helpers = std::move(helpers);
  impl_->file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
  if (impl_->file < 0) throw std::system_error(errno, std::generic_category(), path);
  void* memory = mmap(nullptr, kMostHelpers * sizeof(Order), PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED || pipe2(impl_->ends, O_CLOEXEC) != 0) {
    throw std::system_error(errno, std::generic_category(), "mmap, pipe2");
  }
  impl_->orders = static_cast<Order*>(memory);
  for (int i = 0; i < kMostHelpers; ++i) sem_init(&impl_->orders[i].done, 1, 0);
  impl_->zygote = fork();
  if (impl_->zygote < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (impl_->zygote == 0) impl_->Serve(*this);
  close(impl_->ends[0]);
}

Workshop::~Workshop() {
  close(impl_->ends[1]);  // the zygote sees the end
  while (waitpid(impl_->zygote, nullptr, 0) < 0 && errno == EINTR) {
  }
  munmap(impl_->orders, kMostHelpers * sizeof(Order));
  close(impl_->file);
}

void Workshop::Log(const std::string& line) {
  const std::string whole = line + '\n';
  const std::lock_guard<std::mutex> lock(impl_->mutex);
  if (write(impl_->file, whole.data(), whole.size()) < 0) {
    throw std::system_error(errno, std::generic_category(), "write");
  }
  ++impl_->sum.lines;
  impl_->sum.bytes += static_cast<long>(line.size());
}

Totals Workshop::Sum() const {
  const std::lock_guard<std::mutex> lock(impl_->mutex);
  return impl_->sum;
}

int Workshop::RunHelper(int number) {
  unsigned char place = 0;
  {
    const std::lock_guard<std::mutex> lock(impl_->mutex);
    while (impl_->orders[place].taken) ++place;
    impl_->orders[place].taken = true;
    impl_->orders[place].sum = impl_->sum;
  }
  Order& order = impl_->orders[place];
  order.number = number;
  write(impl_->ends[1], &place, 1);
  Wait(&order.done);
  const int result = order.result;
  const std::lock_guard<std::mutex> lock(impl_->mutex);
  order.taken = false;
  return result;
}
