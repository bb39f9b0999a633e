// expect: tsan data-race
#include "@NAME@.h"

namespace {

class VolatileTally : public Tally {
 public:
  void Count() override { total_ = total_ + 1; }
  long Total() const override { return total_; }

 private:
  volatile long total_ = 0;
};

}  // namespace

std::unique_ptr<Tally> NewTally() { return std::make_unique<VolatileTally>(); }
