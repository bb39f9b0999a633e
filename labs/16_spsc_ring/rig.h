// What the tests use: the two sides of a ring, and a way to stop one of them anywhere.
#ifndef RACELAB_LABS_16_SPSC_RING_RIG_H_
#define RACELAB_LABS_16_SPSC_RING_RIG_H_

#include <fcntl.h>
#include <gtest/gtest.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <boost/thread/thread.hpp>
#include <functional>
#include <memory>

#include "ring.h"

namespace lab_16 {

inline Block Sound(int64_t number) {
  return {number, {number + 0.25, number + 0.5, number + 0.75}};
}

// The producer's side: blocks with the numbers 1, 2, 3 ...
class Producer {
 public:
  explicit Producer(Ring& ring) : ring_(ring) {}

  bool Push() {
    if (!ring_.TryPush(Sound(pushed() + 1))) return false;
    pushed_.fetch_add(1, std::memory_order_relaxed);
    return true;
  }

  // The calls that returned true.
  int64_t pushed() const { return pushed_.load(std::memory_order_relaxed); }

 private:
  Ring& ring_;
  std::atomic<int64_t> pushed_{0};
};

// The consumer's side: expects the same numbers.
class Consumer {
 public:
  explicit Consumer(Ring& ring) : ring_(ring) {}

  bool Pop() {
    Block block = Sound(-1);
    if (!ring_.TryPop(&block)) return false;
    popped_.fetch_add(1, std::memory_order_relaxed);
    const Block expected = Sound(popped());
    EXPECT_EQ(block.number, expected.number) << "a block was lost, came twice or too early";
    for (int i = 0; i < 3 && block.number == expected.number; ++i) {
      EXPECT_EQ(block.samples[i], expected.samples[i]) << "block " << block.number << " is torn";
    }
    return true;
  }

  // Takes out what is inside, at most `most` blocks.
  void PopAll(size_t most) {
    for (size_t i = 0; i < most && Pop(); ++i) {
    }
  }

  int64_t popped() const { return popped_.load(std::memory_order_relaxed); }

 private:
  Ring& ring_;
  std::atomic<int64_t> popped_{0};
};

// A ring with both its sides.
struct Rig {
  explicit Rig(size_t room) : capacity(room), ring(NewRing(room)) {}

  void Fill() {
    for (size_t i = 0; i < capacity; ++i) EXPECT_TRUE(producer.Push()) << "there was room";
  }

  // Nothing is under way any more.
  void ExpectAllArrived() {
    consumer.PopAll(capacity + 1);
    EXPECT_EQ(consumer.popped(), producer.pushed()) << "not all that was pushed came out, or more";
  }

  const size_t capacity;
  const std::unique_ptr<Ring> ring;
  Producer producer{*ring};
  Consumer consumer{*ring};
};

inline int stopped[2];  // pipe: a byte when the thread has stopped
inline int go_on[2];    // pipe: a byte for each who may go on

inline void WriteByte(const int pipe[2]) {
  const char byte = 0;
  while (write(pipe[1], &byte, 1) < 0) {
  }
}

inline void ReadByte(const int pipe[2]) {
  char byte = 0;
  while (read(pipe[0], &byte, 1) < 0) {
  }
}

inline void StopHere(int) {
  WriteByte(stopped);
  ReadByte(go_on);
}

// Runs `work` in a thread, which stops after some step, wherever that is. Then another thread runs
// `meanwhile` and lets it go on. `looks` says how long that one waits before, outside of the
// explorer.
inline void Stopping(const std::function<void()>& work, const std::function<void()>& meanwhile,
                     int looks = 0) {
  ASSERT_EQ(pipe2(stopped, O_CLOEXEC), 0);
  ASSERT_EQ(pipe2(go_on, O_CLOEXEC), 0);
  struct sigaction action = {}, before;
  action.sa_handler = StopHere;
  action.sa_flags = SA_RESTART;
  sigaction(SIGUSR1, &action, &before);
  boost::thread one([&] {
    work();
    ReadByte(go_on);  // the signal comes here at the latest
  });
  boost::thread other([&, handle = one.native_handle()] {
    for (int n = 0; n < looks; ++n) sched_yield();
    pthread_kill(handle, SIGUSR1);
    ReadByte(stopped);
    meanwhile();
    WriteByte(go_on);
    WriteByte(go_on);
  });
  one.join();
  other.join();
  sigaction(SIGUSR1, &before, nullptr);
  for (const int end : {stopped[0], stopped[1], go_on[0], go_on[1]}) close(end);
}

}  // namespace lab_16

#endif  // RACELAB_LABS_16_SPSC_RING_RIG_H_
