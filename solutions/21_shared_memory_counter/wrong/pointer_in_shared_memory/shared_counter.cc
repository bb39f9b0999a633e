// expect: functional crash
// Shared counter: an address of one process stands in the memory of all.
#include "shared_counter.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <stdexcept>

namespace {

struct Memory {
  std::atomic<std::atomic<long>*> current;  // points into the shared memory itself
  std::atomic<long> value;
};

Memory* Map(int file) {
  void* memory = mmap(nullptr, sizeof(Memory), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  return static_cast<Memory*>(memory);
}

}  // namespace

struct SharedCounter::Impl {
  Memory* memory = nullptr;
};

SharedCounter::SharedCounter(const std::string& name) : impl_(new Impl) {
  const int file = shm_open(name.c_str(), O_RDWR | O_CREAT, 0600);
  if (ftruncate(file, sizeof(Memory)) != 0) throw std::runtime_error("no space for a counter");
  impl_->memory = Map(file);
  close(file);
  std::atomic<long>* nobody = nullptr;
  impl_->memory->current.compare_exchange_strong(nobody, &impl_->memory->value);
}

SharedCounter::~SharedCounter() { munmap(impl_->memory, sizeof(Memory)); }

void SharedCounter::Add(long amount) { impl_->memory->current.load()->fetch_add(amount); }

long SharedCounter::Value() const { return *impl_->memory->current.load(); }

void SharedCounter::Remove(const std::string& name) { shm_unlink(name.c_str()); }
