// Shared counter: a segment of Boost, in which the first one constructs the counter.
#include "shared_counter.h"

#include <boost/interprocess/managed_shared_memory.hpp>
#include <boost/interprocess/sync/interprocess_mutex.hpp>
#include <boost/interprocess/sync/scoped_lock.hpp>

namespace ipc = boost::interprocess;

namespace {
struct Counter {
  ipc::interprocess_mutex mutex;
  long value = 0;
};
using Lock = ipc::scoped_lock<ipc::interprocess_mutex>;
}  // namespace

struct SharedCounter::Impl {
  explicit Impl(const std::string& name)
      : segment(ipc::open_or_create, name.c_str() + 1, 65'536),
        counter(segment.find_or_construct<Counter>("counter")()) {}
  ipc::managed_shared_memory segment;
  Counter* counter;
};

SharedCounter::SharedCounter(const std::string& name) : impl_(new Impl(name)) {}

SharedCounter::~SharedCounter() = default;

void SharedCounter::Add(long amount) {
  const Lock lock(impl_->counter->mutex);
  impl_->counter->value += amount;
}

long SharedCounter::Value() const {
  const Lock lock(impl_->counter->mutex);
  return impl_->counter->value;
}

void SharedCounter::Remove(const std::string& name) {
  ipc::shared_memory_object::remove(name.c_str() + 1);
}
