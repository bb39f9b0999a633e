// The tally with one mutex for every access.
#include "@NAME@.h"

#include <mutex>

namespace {

class LockedTally : public Tally {
 public:
  void Count() override {
    std::lock_guard<std::mutex> lock(mutex_);
    ++total_;
  }
  long Total() const override {
    std::lock_guard<std::mutex> lock(mutex_);
    return total_;
  }

 private:
  mutable std::mutex mutex_;
  long total_ = 0;  // guarded by mutex_
};

}  // namespace

std::unique_ptr<Tally> NewTally() { return std::make_unique<LockedTally>(); }
