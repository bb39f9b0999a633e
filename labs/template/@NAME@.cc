// The tally, without any protection: the bug of this lab.
#include "@NAME@.h"

namespace {

class SimpleTally : public Tally {
 public:
  void Count() override { ++total_; }
  long Total() const override { return total_; }

 private:
  long total_ = 0;
};

}  // namespace

std::unique_ptr<Tally> NewTally() { return std::make_unique<SimpleTally>(); }
