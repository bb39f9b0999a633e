// Two eventfds count places and values; poll sleeps until one can be had.
#include "bounded_queue.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <mutex>
#include <queue>
#include <system_error>

namespace {

class EventCounter {
 public:
  explicit EventCounter(unsigned value)
      : fd_(eventfd(value, EFD_SEMAPHORE | EFD_NONBLOCK | EFD_CLOEXEC)) {
    if (fd_ == -1) throw std::system_error(errno, std::generic_category(), "eventfd");
  }
  ~EventCounter() { close(fd_); }
  EventCounter(const EventCounter&) = delete;

  bool TryDown() {
    uint64_t one;
    for (;;) {
      if (read(fd_, &one, sizeof one) == sizeof one) return true;
      if (errno == EAGAIN) return false;
      if (errno != EINTR) std::abort();
    }
  }
  void Down() {
    while (!TryDown()) {
      pollfd readable{fd_, POLLIN, 0};
      poll(&readable, 1, -1);  // EINTR: look again
    }
  }
  void Up() {
    const uint64_t one = 1;
    while (write(fd_, &one, sizeof one) != sizeof one) {
      if (errno != EINTR) std::abort();
    }
  }

 private:
  const int fd_;
};

class EventQueue : public BoundedQueue {
 public:
  explicit EventQueue(size_t capacity) : places_(static_cast<unsigned>(capacity)), values_(0) {}

  void Push(int value) override {
    places_.Down();
    Add(value);
  }
  int Pop() override {
    values_.Down();
    return TakeFirst();
  }
  bool TryPush(int value) override {
    if (!places_.TryDown()) return false;
    Add(value);
    return true;
  }
  bool TryPop(int* value) override {
    if (!values_.TryDown()) return false;
    *value = TakeFirst();
    return true;
  }
  size_t Size() const override {
    std::lock_guard lock(mutex_);
    return queue_.size();
  }

 private:
  void Add(int value) {
    {
      std::lock_guard lock(mutex_);
      queue_.push(value);
    }
    values_.Up();
  }
  int TakeFirst() {
    int value;
    {
      std::lock_guard lock(mutex_);
      value = queue_.front();
      queue_.pop();
    }
    places_.Up();
    return value;
  }

  EventCounter places_, values_;
  mutable std::mutex mutex_;
  std::queue<int> queue_;  // guarded by mutex_
};

}  // namespace

std::unique_ptr<BoundedQueue> NewBoundedQueue(size_t capacity) {
  return std::make_unique<EventQueue>(capacity);
}
