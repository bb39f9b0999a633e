// expect: explore assertion
// Shared counter: a compare-and-swap that failed is followed by a plain store, over what others
// added meanwhile.
#include "shared_counter.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <stdexcept>

namespace {

struct Memory {
  long value;
};

}  // namespace

struct SharedCounter::Impl {
  Memory* memory = nullptr;
};

SharedCounter::SharedCounter(const std::string& name) : impl_(new Impl) {
  const int file = shm_open(name.c_str(), O_RDWR | O_CREAT, 0600);
  // All give it the same size: who comes second changes nothing. New bytes are zero.
  if (file < 0 || ftruncate(file, sizeof(Memory)) != 0) throw std::runtime_error("no counter");
  void* const at = mmap(nullptr, sizeof(Memory), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  close(file);
  if (at == MAP_FAILED) throw std::runtime_error("no memory");
  impl_->memory = static_cast<Memory*>(at);
}

SharedCounter::~SharedCounter() { munmap(impl_->memory, sizeof(Memory)); }

void SharedCounter::Remove(const std::string& name) { shm_unlink(name.c_str()); }

void SharedCounter::Add(long amount) {
  std::atomic_ref<long> value(impl_->memory->value);
  long seen = value.load();
  if (!value.compare_exchange_strong(seen, seen + amount)) value.store(seen + amount);
}

long SharedCounter::Value() const { return std::atomic_ref<long>(impl_->memory->value).load(); }
