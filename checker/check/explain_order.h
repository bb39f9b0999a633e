// What orders the events of different tasks: which synchronise, and which write each read saw.
//
// **Thread safety**: pure functions; a HeldLocks belongs to one thread.
#ifndef RACELAB_CHECKER_CHECK_EXPLAIN_ORDER_H_
#define RACELAB_CHECKER_CHECK_EXPLAIN_ORDER_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "checker/trace/format.h"

namespace racelab {

// From an event to a later one of another task, as indices. Both are of different tasks.
struct OrderEdge {
  size_t from, to;
  bool reads;  // `to` read what `from` wrote; else `from` synchronises with `to`

  friend bool operator==(const OrderEdge&, const OrderEdge&) = default;
};

// Lamport's happened-before between tasks ("Time, Clocks, and the Ordering of Events in a
// Distributed System", 1978), one arrow for each synchronisation: unlock and the next lock, signal
// and waking up, post and wait, a release store and the acquire load that reads it, starting a task
// and its begin, its end and joining it, giving and taking of a pipe. Left out: fences, barriers
// and std::atomic::wait. So what is told is true, and an order without an arrow is possible.
// Events of one task are ordered anyway and have no edges.
std::vector<OrderEdge> OrderOf(std::span<const trace::Event> events);

// The locks that each task holds, event by event.
class HeldLocks {
 public:
  void See(const trace::Event& event);
  // Places, in the order of locking; one that was locked twice is there twice.
  const std::vector<uint64_t>& Of(int task) { return held_[task]; }

 private:
  std::map<int, std::vector<uint64_t>> held_;
};

// Whether it got a lock, and whether it gave one back.
bool TakesLock(const trace::Event& event);
bool GivesLock(const trace::Event& event);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CHECK_EXPLAIN_ORDER_H_
