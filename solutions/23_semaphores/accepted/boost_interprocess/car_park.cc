// Car park: Boost's semaphore, in Boost's anonymous shared memory.
#include "car_park.h"

#include <unistd.h>

#include <boost/interprocess/anonymous_shared_memory.hpp>
#include <boost/interprocess/mapped_region.hpp>
#include <boost/interprocess/sync/interprocess_condition.hpp>
#include <boost/interprocess/sync/interprocess_mutex.hpp>
#include <boost/interprocess/sync/scoped_lock.hpp>
#include <new>

namespace bi = boost::interprocess;

namespace {
class Slots {
 public:
  explicit Slots(int free) : free_(free) {}
  void Take() {
    bi::scoped_lock<bi::interprocess_mutex> lock(mutex_);
    freed_.wait(lock, [this] { return free_ > 0; });
    --free_;
  }
  bool TryTake() {
    bi::scoped_lock<bi::interprocess_mutex> lock(mutex_);
    if (free_ == 0) return false;
    --free_;
    return true;
  }
  void Give() {
    bi::scoped_lock<bi::interprocess_mutex> lock(mutex_);
    ++free_;
    freed_.notify_one();
  }

 private:
  bi::interprocess_mutex mutex_;
  bi::interprocess_condition freed_;
  int free_;
};
}  // namespace

struct CarPark::Impl {
  explicit Impl(int slots)
      : region(bi::anonymous_shared_memory(sizeof(Slots))),
        slots(new (region.get_address()) Slots(slots)) {}
  bi::mapped_region region;
  Slots* slots;
  pid_t inside = 0;
};

CarPark::CarPark(const std::string&, int slots) : impl_(new Impl(slots)) {}
CarPark::~CarPark() { Leave(); }
void CarPark::Enter() {
  impl_->slots->Take();
  impl_->inside = getpid();
}
bool CarPark::TryEnter() {
  const bool got = impl_->slots->TryTake();
  if (got) impl_->inside = getpid();
  return got;
}
bool CarPark::Leave() {
  if (impl_->inside != getpid()) return false;
  impl_->inside = 0;
  impl_->slots->Give();
  return true;
}
