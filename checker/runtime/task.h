// Task: a thread of the explored program, and the switch from one to another.
//
// Each task is a real thread, so that thread_local, errno and pthread_self() are its own. On x86-64
// the real thread is parked for ever and one carrier borrows its stack and thread pointer; that
// also works after a fork, where only the memory of a parked thread is left. Elsewhere tasks pass a
// baton through futexes.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_TASK_H_
#define RACELAB_CHECKER_RUNTIME_TASK_H_

#include <pthread.h>

#include <cstdint>

#include "checker/runtime/vector_clock.h"
#include "checker/trace/format.h"

#if !defined(__x86_64__) && !defined(RACELAB_BATON)
#define RACELAB_BATON 1
#endif

namespace racelab::rt {

using trace::Mode;
using trace::Op;

inline constexpr uint32_t kCallDepth = 400;
inline constexpr int kFirstThread = 1000000;  // what gettid says: the same in every execution

struct SyncObject;

// What a task does next; it is enabled when Enabled() in scheduler.cc says so.
struct Pending {
  Op op;
  uint32_t pc;
  uintptr_t object;  // address of the lock, the atomic, the memory, in the task's process
  uintptr_t second;  // the mutex of a wait, the kind of lock, a task or process
  bool timed;
  uint64_t deadline;           // virtual nanoseconds, when timed
  uintptr_t place = 0;         // of `object`: the same in every process, see shared_memory.h
  uintptr_t second_place = 0;  // of the mutex of a wait
};

struct Call {
  uint32_t pc;
  uintptr_t frame;
};

// A plain write that was announced; `address` is 0 when there is none. `bytes` is 0 above 8.
struct Written {
  uintptr_t address;
  size_t bytes;
  uint64_t before;
  trace::Event* event;  // that records it, or nullptr
};

// A plain access. No `bytes`: none.
struct PlainAccess {
  uintptr_t address;
  size_t bytes;
  bool write;
  uint32_t pc;
};

// The operation on a descriptor that a task is about.
struct Trying {
  trace::Transfer what;
  uint8_t ends;  // as in trace::Event::before
  int descriptor;
  bool known;  // the others are
};

// A destructor to be run when the task ends.
struct AtExit {
  void (*function)(void*);
  void* argument;
  AtExit* next;
};

// What can be done about a task's pending operation now, and who is in its way.
struct Readiness {
  bool enabled;
  bool can_return;  // the mutex that a wait gives back is free
  bool missed;      // a signal came before it waited
  uint16_t holder;  // of the lock; kMaxTasks when none, or unknown
};

// Whether a signal came while a task waited, and the handler wants the wait to go on (SA_RESTART).
enum class Interruption : uint8_t { kNone, kRestarts, kFails };

// What pthread_cancel() and the thread itself said, see cancel.h. All false: as a thread begins.
struct Cancellation {
  bool wanted;
  bool disabled;
  bool at_any_time;  // PTHREAD_CANCEL_ASYNCHRONOUS
};

struct Task {
  uint16_t id;
  uint16_t process;
  bool alive;  // created and not yet ended
  bool ended;
  bool joined;  // or detached and ended
  bool detached;
  bool service;        // see event_thread.h
  bool signaled;       // its wait was ended by a signal, a wake or a post
  bool passed_over;    // a signal on what it waits for woke another task
  bool resting;        // yields to the others until one of them has run
  bool in_focus;       // SURW: its next event counts
  Mode mode;           // how its pending operation was let go on
  uint8_t spurious;    // wakeups without a signal that it has had
  uint8_t processors;  // that it is bound to, a bit for each; 0: all
  uint32_t points;     // scheduling points so far
  uint32_t idle;       // points without effect since another task ran
  uint32_t yields;     // in a row
  uint32_t blocks;     // of the heap that it has made
  uint64_t plain;      // plain accesses in a row, without a point between them
  uint64_t stack;      // bytes that its attributes promise; 0: as usual
  uint64_t announced;  // the point at which it announced its pending operation
  uint64_t turn;       // the point at which another task last gave it the turn
  uint64_t waits;      // the point since which it could run and did not; of random rules
  uint64_t priority;   // PCT and POS
  uint32_t expected;   // SURW: events in focus to come
  uint64_t span;       // see spans.h

  Pending pending;
  Task* next_waiter;   // in a wait set
  uint32_t wait_bits;  // of a futex: a wake must name one of them
  SyncObject* waits_in;

  uint32_t* clock;          // vector clock
  uint32_t* acquired;       // what relaxed loads saw, for an acquire fence; may be null
  uint32_t* released;       // at the last release fence; may be null
  uint32_t* seq_cst_clock;  // State::seq_cst_clock at its last seq_cst fence; may be null
  uint32_t seq_cst;         // State::seq_cst then
  uint32_t fenced;          // its time at the first such fence; 0: there was none
  Epoch epoch;              // MakeEpoch(id, clock[id])
  uint32_t depth;           // of `calls`
  Call calls[kCallDepth];   // outermost first
  Call entered;             // the stand-in that the program called last
  Written written;          // a plain write whose value is not known yet
  uint32_t created_at;      // program counter
  const Task* forked_from;  // of the first task of a forked process
  Readiness readiness;      // as its process knew it last
  trace::Fault fault;       // that a plan wants for the operation at hand
  Trying trying;            // while it waits with Op::kBlock, and in RecordTransfer
  uint64_t looked;          // State::changes when it last tried in vain; Op::kBlock
  uint16_t behind;          // the process, plus 1, whose lock of a file it waits for; 0: none

  Cancellation cancellation;
  uint32_t robust;  // how many robust mutexes it holds
  uint32_t sealed;  // calls that it is in which are no cancellation points, see cancel.h

  // Signals, see signal_model.h.
  uint64_t arrived;           // for this thread, and not taken yet
  uint64_t blocked;           // its mask
  uint64_t awaited;           // by sigwait and the like
  Interruption interruption;  // of the operation that it waited for
  uint32_t handlers;          // that it is in
  const char* unsafe;         // the function it is in that no handler may interrupt and use, too
  const char* interrupted;    // the one that the handlers it is in have interrupted
  PlainAccess about;          // what it is about to do, where a handler may come in between
  PlainAccess cut;            // the one that the handlers it is in have interrupted

  void* (*function)(void*);
  void* argument;
  void* result;
  pthread_t handle;
  AtExit* at_exit;
  void** values;            // of the thread-specific keys; may be null
  uint32_t throw_stack[8];  // of the last exception
  uint32_t throw_depth;

  // The context that the carrier resumes.
  void* stack_pointer;
  uintptr_t thread_pointer;
  int baton;
  int ready;
};

// Whether threads that were parked before a fork can be used after it. A thread that waits for a
// baton is gone then.
#ifdef RACELAB_BATON
inline constexpr bool kThreadsOutliveFork = false;
#else
inline constexpr bool kThreadsOutliveFork = true;
#endif

// Makes real threads until `count` are prepared and parked. Call outside an execution as well.
void PrepareThreads(uint32_t count);
uint32_t PreparedThreads();

// What a parked thread keeps on its stack: registers, and at the top its thread-local storage.
struct ParkedPart {
  uintptr_t begin, end;
};
ParkedPart PartOfParked(uint32_t number);

// The context of the calling thread becomes `task`'s: for the main thread.
void AdoptCaller(Task* task);

// Gives `task` a parked thread. It starts in RunTask(task) at the first switch to it.
void GiveThread(Task* task);

// The body of every task but the main one; in scheduler.cc. Never returns.
[[noreturn]] void RunTask(Task* task);

// Leaves `from` where it is and goes on with `to`. Returns when somebody switches back.
void Switch(Task* from, Task* to);

// After a fork, in the child: `task` stands where `parent` stood, and the other threads are gone.
void TakeOverStack(const Task* parent, Task* task);

// The task whose stack an address lies in: one of ours, or that of main(). nullptr: other memory.
Task* StackOwner(uintptr_t address);
// Whether the address, on the stack of a task that waits, was of a variable of a function that has
// returned: it lies below all that the task has there. Says no where that is not sure.
bool WasLeft(const Task* owner, uintptr_t address);
// Whether the attributes of a task promise it stack that it does not have, at this address.
bool WasPromised(const Task* task, uintptr_t address);
// Where the frames end on the stack that `frame` lies in; some way above it where nobody knows.
uintptr_t EndOfFrames(uintptr_t frame);
// Call in the function that calls main(), with its frame.
void NoteMainFrame(const void* frame);
// Call at the start of an execution: `task` stands on the stack of main().
void TakeMainStack(Task* task);

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_TASK_H_
