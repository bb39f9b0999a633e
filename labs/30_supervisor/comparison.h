// Comparison: given. What table.h says about threads and processes on your machine.
#ifndef RACELAB_LABS_30_SUPERVISOR_COMPARISON_H_
#define RACELAB_LABS_30_SUPERVISOR_COMPARISON_H_

enum Reach { kUnknown, kOnlyItself, kWholeProcess };
enum Order { kNotSeen, kComesWithIt, kMadeByYou };

struct Comparison {
  // Microseconds to start one that does nothing, and to wait for its end.
  double thread = 0;
  double fork = 0;              // the parent uses 1 MB
  double fork_from_500_mb = 0;  // the parent uses 500 MB
  double posix_spawn = 0;       // of the program "true"; the parent uses 1 MB
  double spawn_from_500_mb = 0;

  // It writes 1 into a variable of its parent, or of the thread that made it. Who sees the 1: only
  // itself, or every thread of the process that made it?
  Reach write_of_a_thread = kUnknown;
  Reach write_of_a_child = kUnknown;

  // One writes, another reads. That the read comes after the write: does it come with the way that
  // the bytes take, or do you have to make it (join, a lock, an atomic)?
  Order order_of_a_variable = kNotSeen;
  Order order_of_a_pipe = kNotSeen;

  // It crashes. What ends: only itself, or every thread of the process that made it?
  Reach crash_of_a_thread = kUnknown;
  Reach crash_of_a_child = kUnknown;
};

#endif  // RACELAB_LABS_30_SUPERVISOR_COMPARISON_H_
