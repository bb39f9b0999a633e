// Takings: given. What several cash desks, each a process, have taken in together.
#ifndef RACELAB_LABS_22_CRASH_WITH_LOCK_HELD_TAKINGS_H_
#define RACELAB_LABS_22_CRASH_WITH_LOCK_HELD_TAKINGS_H_

#include <memory>

struct Totals {
  long orders = 0;  // at most a million
  long cents = 0;   // of all of them together: at most a hundred million
};

// One process makes the object, then forks the desks, any number of them, which use the object they
// inherit, each from one thread. It ends the object when all desks have ended. This one process
// does not die early; any desk may be killed (kill -9) at any moment, also in the middle of a call.
class Takings {
 public:
  // No orders yet.
  Takings();

  // Leaves nothing behind.
  ~Takings();

  // Counts one order of `cents`, from 1 to 10,000. When Add() has returned, the order counts, once.
  // When the process dies in Add(), the order counts wholly or not at all.
  //
  // A dead desk locks nobody out, and nobody has to wait for it (waitpid) before the others go on.
  // A desk that is merely slow, or stopped for a while, is not dead.
  void Add(long cents);

  // The orders so far: of each order both its number and its cents, or neither. Every order whose
  // Add() had returned before is among them. It may be called by every process, as Add().
  Totals Read() const;

 private:
  struct Impl;  // yours: define it in takings.cc
  std::unique_ptr<Impl> impl_;
};

#endif  // RACELAB_LABS_22_CRASH_WITH_LOCK_HELD_TAKINGS_H_
