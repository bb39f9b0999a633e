// Ring: hands blocks of sound from one thread to another, and nobody ever waits. Given; not edited.
#ifndef RACELAB_LABS_16_SPSC_RING_RING_H_
#define RACELAB_LABS_16_SPSC_RING_RING_H_

#include <cstddef>
#include <cstdint>
#include <memory>

struct Block {
  int64_t number = 0;
  double samples[3] = {0, 0, 0};
};

inline constexpr size_t kMostBlocks = 1000;  // the greatest capacity

// First in, first out, for one producer and one consumer: at any time at most one thread is in
// TryPush, and at most one in TryPop. Another thread may take over a side when it knows that the
// last call of the one before is over.
//
// Both functions are wait-free: each returns after a bounded number of its own steps, whatever the
// other side does; also when the other side has stopped, maybe for ever, in the middle of a call.
// Neither allocates or frees memory. A ring works however many blocks have gone through it.
class Ring {
 public:
  // No call is under way.
  virtual ~Ring() = default;

  // Adds a copy of the block at the end. Returns false, and does nothing, only when the ring is
  // full. A TryPop that happened before, as far as the caller can know, has made room. One that
  // overlaps, or of which the caller cannot know, may have or not.
  virtual bool TryPush(const Block& block) = 0;

  // Removes the first block and copies it to *block: all of it, as it was pushed. Returns false
  // only when the ring is empty. A TryPush that happened before, as far as the caller can know,
  // counts. One that overlaps, or of which the caller cannot know, may count or not.
  virtual bool TryPop(Block* block) = 0;
};

// An empty ring that is full with exactly `capacity` blocks, from 1 to kMostBlocks. This is what
// ring.cc provides.
std::unique_ptr<Ring> NewRing(size_t capacity);

#endif  // RACELAB_LABS_16_SPSC_RING_RING_H_
