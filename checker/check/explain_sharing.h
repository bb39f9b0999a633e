// What several tasks do with each object, beyond what starting and joining them puts in order.
//
// An argument that is written before a thread starts is no shared variable, and neither is what
// lies at its address when the thread has ended: the stack uses the same bytes for one thing after
// the other. Only starting and joining count here; what a lock puts in order is what a story tells.
//
// **Thread safety**: pure functions.
#ifndef RACELAB_CHECKER_CHECK_EXPLAIN_SHARING_H_
#define RACELAB_CHECKER_CHECK_EXPLAIN_SHARING_H_

#include <cstdint>
#include <span>
#include <unordered_map>

#include "checker/trace/format.h"

namespace racelab {

// What is known of an object after all events.
struct Usage {
  bool synchronizes = false;  // a lock or a signal; its memory is written when it is made
  bool shared = false;        // a second task came to it
  bool contended = false;     // and somebody wrote it then: not only set up, then read
  bool handed_over = false;   // a task read what another one wrote after the reader had started
};

// By object.
std::unordered_map<uint64_t, Usage> Usages(std::span<const trace::Event> events);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CHECK_EXPLAIN_SHARING_H_
