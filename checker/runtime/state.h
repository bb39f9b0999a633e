// State: everything that one execution knows, in one place, so that a fork or a snapshot has it
// all.
//
// **Thread safety**: one task runs at a time; nothing here is locked.
// **Invariants**: `current` is null outside an execution: then every stand-in passes its call on.
#ifndef RACELAB_CHECKER_RUNTIME_STATE_H_
#define RACELAB_CHECKER_RUNTIME_STATE_H_

#include <cstddef>

#include "checker/runtime/process.h"
#include "checker/runtime/shared_memory.h"
#include "checker/runtime/task.h"
#include "checker/trace/format.h"

namespace racelab::rt {

// A file, as the kernel knows it.
struct FileId {
  uint64_t device, inode;
};
struct Programs {
  FileId list[trace::kMaxPrograms];  // by number, see trace::Outcome::program_of
  uint32_t count;                    // 0: none can rejoin
};
struct OpenBefore {
  static constexpr int kMost = 256;  // no program is given so many
  FileId list[kMost];                // the files that were there; a number may get another file
  int count;
};

// Alone on its pages, so that these can be shared with forked processes.
struct alignas(4096) State {
  Task* tasks[trace::kMaxTasks];
  uint32_t task_count;  // entries of a clock that are in use; those behind are 0
  uint32_t alive_count;
  uint32_t width;  // entries of every vector clock: tasks that may exist

  const trace::Plan* plan;
  trace::Outcome* outcome;
  trace::Region* region;
  bool in_test;  // racelab_take_over has returned, and racelab_complete was not called yet
  bool leaving;  // main has ended, detached tasks are still there

  uint64_t points;
  uint64_t events;
  uint64_t work;   // of all tasks, see spans.h
  uint64_t spent;  // events and points that are in it
  uint64_t hash;
  uint64_t random;          // state of the generator
  uint64_t now;             // virtual nanoseconds since the execution began
  uint32_t next_decision;   // of the plan
  uint64_t fair_since;      // the point from which on every rule is fair; 0: not yet
  bool no_obligations;      // the plan's pairs kept a task from its turn for too long
  uint64_t last_novelty;    // the point at which a value was last written that was new
  uint64_t vain_waits;      // that only their time ended, since a new value that others can see
  uint64_t vain_since;      // `now` at that value
  bool weak;                // atomics keep histories, see weak_memory.h
  uint32_t seq_cst;         // accesses so far that were the first such ones of their store
  uint32_t* seq_cst_clock;  // what comes before any seq_cst fence; null: there was none
  bool some_rest;           // whether a task may be resting

  Process processes[trace::kMaxProcesses];
  uint32_t process_count;
  Task* running;                   // who goes on, when a process is handed the turn
  pid_t dying;                     // has ended and may not be gone yet
  pid_t server;                    // see server.h
  uint32_t looks;                  // at a clock, since something last happened
  uint64_t changes;                // of anything that a descriptor may wait for
  uint64_t looked_at;              // `changes` when everybody was last told to look once more
  bool outside_at_look;            // somebody was outside then
  uint32_t idle_looks;             // in a row, with pauses
  class LastWrites* last_writes;   // while there are obligations
  class LastWrites* plain_writes;  // where plain accesses are scheduling points
  uint64_t next_low;               // kPct: below every first priority, each time lower
  Task* intended;                  // kSurw: who should do the next event in focus
  Segments segments;               // of shared memory
  bool shared;                     // ShareState was called
  struct CommonShadow* common_shadow;
  struct ObjectTable* common_objects;
  struct Links* links;      // between sockets
  struct Timers* timers;    // behind descriptors
  struct Notices* notices;  // of messages in queues
  uintptr_t common_end;
  Programs programs;
  OpenBefore before;  // the first execution
};

extern State state;
extern Task* current;

// Nobody else has begun yet, and whatever is done now comes before all that others will do.
inline bool Alone() { return state.task_count == 1; }

// The generator of every random choice (SplitMix64: Steele, Lea, Flood 2014).
uint64_t NextRandom();
inline uint32_t RandomBelow(uint32_t n) {
  return static_cast<uint32_t>((NextRandom() >> 32) * n >> 32);
}

// Zeroed memory of this execution; never given back. A fork copies it.
void* Allocate(size_t bytes);
template <typename T>
T* New() {
  return static_cast<T*>(Allocate(sizeof(T)));
}
inline uint32_t* NewClock() {
  return static_cast<uint32_t*>(Allocate(state.width * sizeof(uint32_t)));
}
// The same, but every process of the execution sees it.
void* AllocateCommon(size_t bytes);
template <typename T>
T* NewCommon() {
  return static_cast<T*>(AllocateCommon(sizeof(T)));
}
inline uint32_t* NewCommonClock() {
  return static_cast<uint32_t*>(AllocateCommon(state.width * sizeof(uint32_t)));
}
// Before the first fork: from now on, the state and all common memory are one for all processes.
void ShareState();
// In a program that rejoins: maps them.
void FindState();

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_STATE_H_
