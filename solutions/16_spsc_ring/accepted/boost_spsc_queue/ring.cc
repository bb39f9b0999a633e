// Boost has one.
#include "ring.h"

#include <boost/lockfree/spsc_queue.hpp>

namespace {

class BoostRing : public Ring {
 public:
  explicit BoostRing(size_t capacity) : queue_(capacity) {}

  bool TryPush(const Block& block) override { return queue_.push(block); }
  bool TryPop(Block* block) override { return queue_.pop(*block); }

 private:
  boost::lockfree::spsc_queue<Block> queue_;
};

}  // namespace

std::unique_ptr<Ring> NewRing(size_t capacity) { return std::make_unique<BoostRing>(capacity); }
