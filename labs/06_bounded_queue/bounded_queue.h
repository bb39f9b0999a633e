// BoundedQueue: hands numbers from producers to consumers in order. Given; not edited.
#ifndef RACELAB_LABS_06_BOUNDED_QUEUE_BOUNDED_QUEUE_H_
#define RACELAB_LABS_06_BOUNDED_QUEUE_BOUNDED_QUEUE_H_

#include <cstddef>
#include <memory>

// First in, first out. Each method may be called by several threads at a time. Pushes and pops
// seem to happen at one moment between their call and their return. Who must wait sleeps; nobody
// waits without need. Queues have nothing to do with each other.
class BoundedQueue {
 public:
  virtual ~BoundedQueue() = default;

  // Waits until there is room, then adds the value at the end.
  virtual void Push(int value) = 0;

  // Waits until there is a value, then removes the first one and returns it.
  virtual int Pop() = 0;

  // Like Push and Pop, but instead of waiting they return false and do nothing. They may return
  // false also when they meet another call in the middle of its work.
  virtual bool TryPush(int value) = 0;
  virtual bool TryPop(int* value) = 0;

  // How many values are inside, from 0 to the capacity. It may lag behind pushes and pops that are
  // still running in other threads.
  virtual size_t Size() const = 0;
};

// An empty queue with room for `capacity` values, at least 1. This is what bounded_queue.cc
// provides.
std::unique_ptr<BoundedQueue> NewBoundedQueue(size_t capacity);

#endif  // RACELAB_LABS_06_BOUNDED_QUEUE_BOUNDED_QUEUE_H_
