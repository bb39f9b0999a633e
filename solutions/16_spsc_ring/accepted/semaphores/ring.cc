// Two semaphores count the free slots and the blocks. Nobody ever waits for one.
#include "ring.h"

#include <semaphore.h>

#include <vector>

namespace {

class SemaphoreRing : public Ring {
 public:
  explicit SemaphoreRing(size_t capacity) : slots_(capacity) {
    sem_init(&free_, 0, static_cast<unsigned>(capacity));
    sem_init(&used_, 0, 0);
  }
  ~SemaphoreRing() override {
    sem_destroy(&free_);
    sem_destroy(&used_);
  }

  bool TryPush(const Block& block) override {
    if (sem_trywait(&free_) != 0) return false;
    slots_[tail_] = block;
    tail_ = (tail_ + 1) % slots_.size();
    sem_post(&used_);
    return true;
  }

  bool TryPop(Block* block) override {
    if (sem_trywait(&used_) != 0) return false;
    *block = slots_[head_];
    head_ = (head_ + 1) % slots_.size();
    sem_post(&free_);
    return true;
  }

 private:
  std::vector<Block> slots_;
  size_t head_ = 0;  // the consumer's
  size_t tail_ = 0;  // the producer's
  sem_t free_, used_;
};

}  // namespace

std::unique_ptr<Ring> NewRing(size_t capacity) { return std::make_unique<SemaphoreRing>(capacity); }
