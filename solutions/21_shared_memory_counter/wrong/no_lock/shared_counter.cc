// expect: tsan assertion
// Shared counter: shared memory, and nobody waits for anybody.
#include "shared_counter.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <stdexcept>

namespace {

struct Memory {
  long value;
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
}

SharedCounter::~SharedCounter() { munmap(impl_->memory, sizeof(Memory)); }

void SharedCounter::Add(long amount) { impl_->memory->value += amount; }

long SharedCounter::Value() const { return impl_->memory->value; }

void SharedCounter::Remove(const std::string& name) { shm_unlink(name.c_str()); }
