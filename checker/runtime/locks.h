// How locks look in memory, and what their state says.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_LOCKS_H_
#define RACELAB_CHECKER_RUNTIME_LOCKS_H_

#include <pthread.h>
#include <semaphore.h>

#include <cstdint>

#include "checker/runtime/task.h"

namespace racelab::rt {

// What a lock operation's Pending::second says.
enum LockType : uintptr_t { kMutex, kRwlock, kSpinlock };

// A mutex in libc's own layout: locked, count and owner are in the fields that libc uses for them,
// so that static initialisation, copies and a fork mean what they mean without us.
struct Mutex {
  unsigned locked : 19;
  unsigned ceiling : 13;  // of a mutex with PTHREAD_PRIO_PROTECT
  unsigned count;
  int owner;  // task + 1
  unsigned users;
  int kind;  // type, robust (16), protocol, shared (128); -1 when destroyed
  int made;  // 1: by pthread_mutex_init(); libc uses it for adaptive ones only

  int Type() const { return kind & 3; }
  // Compares thread numbers, to notice that its owner locks it again.
  bool KnowsOwner() const {
    return Type() == PTHREAD_MUTEX_RECURSIVE || Type() == PTHREAD_MUTEX_ERRORCHECK;
  }
  // Whether POSIX says what its unlock by somebody else does: nothing, and EPERM. Of a
  // std::recursive_mutex, which is initialised in place, the C++ standard says that it must not be.
  bool RefusesStrangers() const {
    return Type() == PTHREAD_MUTEX_ERRORCHECK || Robust() ||
           (Type() == PTHREAD_MUTEX_RECURSIVE && made != 0);
  }
  bool Robust() const { return (kind & 16) != 0; }
  bool Shared() const { return (kind & 128) != 0; }
};
static_assert(sizeof(Mutex) <= sizeof(pthread_mutex_t));

inline Mutex& MutexAt(uintptr_t address) { return *reinterpret_cast<Mutex*>(address); }

// A rwlock: how many hold it for reading, and the task (+ 1) that holds it for writing, in fields
// of libc's layout that are 0 in a lock that is free.
struct Rwlock {
  unsigned readers;
  unsigned unused[5];
  int writer;
};
static_assert(sizeof(Rwlock) <= sizeof(pthread_rwlock_t));

inline Rwlock& RwlockAt(uintptr_t address) { return *reinterpret_cast<Rwlock*>(address); }

// Whether a lock whose memory names `owner` (a task + 1) is the task's. What a task held when it
// forked is held by the first task of the child, too, if it lies in private memory: in the copy.
bool Owns(const Task* task, int owner, uintptr_t address);
// One that knows its owner is an exception: the thread of a child has another number.
bool Holds(const Task* task, const Mutex& mutex);

// The task that holds the lock; kMaxTasks when none, or readers.
uint32_t Holder(uintptr_t address, uintptr_t type);

// Whether a task could take it now; for readers, for reading.
bool CanLock(const Task* task, uintptr_t address, uintptr_t type);
bool CanReadLock(const Task* task, uintptr_t address);
// libc lets readers in while a writer waits, unless the lock prefers writers.
bool WritersGoFirst(uintptr_t rwlock);

// What pthread_mutex_lock() and its relatives do, and pthread_mutex_unlock().
int LockMutex(pthread_mutex_t* mutex, Op op, uint64_t deadline, uint32_t pc);
int UnlockMutex(pthread_mutex_t* mutex, uint32_t pc);

// REQUIRES: the current task holds the mutex, or can lock it. A recursive one is given back once.
void ReleaseMutex(uintptr_t address);
int AcquireMutex(uintptr_t address);

// Where a semaphore is initialised or opened: it can be used.
void MarkAsMade(sem_t* semaphore);

// Where a condition variable or a barrier is initialised: what was there is forgotten, and it is a
// finding if somebody waits there.
void Renew(uintptr_t address, uint64_t bytes, uint32_t pc, const char* text);

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_LOCKS_H_
