// SyncObject: what the runtime knows about a lock, a condition variable, an atomic or any other
// address that orders tasks.
//
// Whether a lock is held lives in the lock's own memory, as in libc, so that memory which is used
// again for another lock starts afresh. Here is what libc has no room for.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_SYNC_OBJECT_H_
#define RACELAB_CHECKER_RUNTIME_SYNC_OBJECT_H_

#include <cstdint>

#include "checker/runtime/task.h"

namespace racelab::rt {

struct SyncObject {
  uintptr_t address;  // or its place, when it is common
  bool common;        // lies in shared memory
  SyncObject* next;   // in the hash chain

  uint32_t* released;       // clock that an acquire joins; null: nothing was released
  uint32_t* read_released;  // rwlocks: what readers released, for writers only

  // Atomics: the last atomic access of each task, to be compared with plain ones.
  uint32_t* atomic_writes;
  uint32_t* atomic_reads;
  // Of each task the release fence before its last atomic write, and its first look at the newest
  // value; see WritesAreOver() in race_check.cc. Null: no fences.
  uint32_t* fences;
  uint32_t* seen;
  uint8_t atomic_size;
  struct AtomicHistory* history;  // see weak_memory.h; may be null
  uint32_t last_write_pc;         // for reads-from
  uint32_t last_access_pc[2];     // 0: load, 1: store or read-modify-write

  // Wait sets, in order of arrival.
  Task* waiters;
  uint16_t last_signaler;  // a signal that nobody waited for
  bool missed;
  uintptr_t mutex;  // the one that waiters of a condition variable used

  uint16_t* reads_of;   // rwlocks, by task: how often it holds the lock for reading
  uint32_t arrived;     // barriers
  uint16_t used_by;     // the process, plus 1, that used it first
  uint16_t private_to;  // the same for a use that is for one process only
  bool made;            // by a call that initialises it
};

// The object at an address; made at the first call.
SyncObject* ObjectAt(uintptr_t address);
// The same, or nullptr when there is none.
SyncObject* FindObject(uintptr_t address);
// Drops every object in a range of memory that was given back.
void ForgetObjects(uintptr_t address, uint64_t bytes);

// Called where a lock, a semaphore or the like is used; making it does not count. A finding when it
// lies in shared memory, was not made `for_processes`, and this is the second process that uses it.
void CheckProcesses(uintptr_t address, bool for_processes, Op op, uint32_t pc, const char* text);

// Called where an object is destroyed: a finding while somebody waits there.
void CheckIdle(uintptr_t address, uint32_t pc, const char* text);

// A clock that lives as long as the object, and is seen by as many.
uint32_t* NewClockFor(const SyncObject* object);

// After a fork, in the child: who waited for private objects is gone, and what `parent` held is
// held by `task`.
void TakeOverObjects(const Task* parent, const Task* task);

// The current task takes over what was released at the object, or releases what it knows.
void AcquireFrom(SyncObject* object);
void ReleaseTo(SyncObject* object);
// Joins instead of replacing: several releases before one acquire (semaphores, readers, RMW
// chains).
void ReleaseInto(const SyncObject* object, uint32_t*& clock);
// Begins a new epoch of the task, so that later accesses are told from released ones.
void Tick(Task* task);

void Enqueue(SyncObject* object, Task* task);
void Dequeue(Task* task);

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_SYNC_OBJECT_H_
