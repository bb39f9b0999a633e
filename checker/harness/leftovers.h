// Leftovers: what a test left behind in its own process: threads, descriptors, children.
//
// **Thread safety**: use from the main thread only.
#ifndef RACELAB_CHECKER_HARNESS_LEFTOVERS_H_
#define RACELAB_CHECKER_HARNESS_LEFTOVERS_H_

#include <map>
#include <string>

namespace racelab {

// What this process has at one moment.
struct Possessions {
  int threads = 0;
  std::map<int, std::string> descriptors;  // number to what /proc says it is: "/tmp/x", "pipe:[12]"
  bool children = false;                   // running or not yet waited for
};

Possessions TakeStock();

// Writes a `left` line for everything that is new since `before`. Threads get up to 200 ms to end:
// a thread that was joined can still be on its way out. Children that ended are then reaped, so
// that the next test starts clean.
void WriteLeftovers(const Possessions& before);

}  // namespace racelab

#endif  // RACELAB_CHECKER_HARNESS_LEFTOVERS_H_
