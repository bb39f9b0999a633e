// The plain data that the tool and the runtime inside the explored program share: plans in,
// outcomes out.
//
// The tool makes a memfd of sizeof(Region) bytes; the program finds it through $RACELAB_EXPLORE.
// For each batch the tool fills plans, writes the number of plans (uint32_t) to the control pipe,
// and reads the number of outcomes back. Task 0 is the main thread; others are numbered as they
// were created.
//
// **Thread safety**: the side whose turn it is owns the region; the pipes hand it over.
// **Invariants**: no pointers into either process, only numbers; the tool trusts no number that it
// reads.
#ifndef RACELAB_CHECKER_TRACE_FORMAT_H_
#define RACELAB_CHECKER_TRACE_FORMAT_H_

#include <cstdint>
#include <span>

namespace racelab::trace {

inline constexpr uint32_t kVersion = 13;
inline constexpr uint32_t kMaxTasks = 1000;
inline constexpr uint32_t kMaxProcesses = 64;
inline constexpr uint32_t kMaxDecisions = 1 << 15;
inline constexpr uint32_t kMaxPoints = 1 << 16;
inline constexpr uint32_t kMaxEvents = 1 << 16;
inline constexpr uint32_t kMaxPairs = 512;
inline constexpr uint32_t kMaxFocus = 64;
inline constexpr uint32_t kMaxWaiting = 32;
inline constexpr uint32_t kMaxOlder = 7;  // values before its newest one that an atomic keeps
inline constexpr uint32_t kMaxChannels = 1024;
inline constexpr uint32_t kSlots = 32;
inline constexpr uint32_t kMaxPrograms = 16;
inline constexpr uint32_t kMaxPath = 512;    // of a program; longer ones are cut
inline constexpr uint32_t kFrames = 24;      // of a stack in a finding
inline constexpr uint32_t kEventFrames = 8;  // of a stack in an event

// What a place names, see runtime/shared_memory.h: a byte of the private memory of one process, or
// one of shared memory, a file or another channel, which all processes see.
inline constexpr uint64_t kSharedPlaces = uint64_t{1} << 62;
inline constexpr int kSegmentShift = 40;  // a segment has up to 1 TB
inline constexpr int kProcessShift = 48;  // of places in private memory

// Program counters of the program with number n stand n times this higher: programs are linked at
// their own addresses, which have less than so many bytes.
inline constexpr uint32_t kProgramShift = 27;

// Who runs next where the plan has no decision of its own. Each names its source in
// runtime/rules.h.
enum class Rule : uint8_t { kStay, kRandom, kPct, kPos, kSurw, kSpan };

// What a task is about to do at a scheduling point, or did.
enum class Op : uint8_t {
  kNone,
  kStart,
  kExit,
  kCreate,
  kJoin,
  kDetach,  // tasks
  kRead,
  kWrite,
  kAtomicLoad,
  kAtomicStore,
  kAtomicRmw,
  kFence,  // memory
  kLock,
  kTryLock,
  kTimedLock,
  kUnlock,
  kReadLock,
  kTryReadLock,  // mutexes, rwlocks, spinlocks
  kTimedReadLock,
  kReadUnlock,
  kDestroy,
  kWait,
  kTimedWait,
  kReacquire,
  kSignal,
  kBroadcast,  // condition variables
  kSemWait,
  kSemTryWait,
  kSemTimedWait,
  kSemPost,
  kBarrier,
  kOnce,
  kFutexWait,
  kFutexTimedWait,
  kFutexWake,
  kSleep,
  kYield,
  kBlock,     // for a descriptor, or for the world outside
  kAllocate,  // a block of the heap; or, as a scheduling point, mmap
  kFree,
  kFork,
  kWaitChild,
  kTransfer,  // an operation on a descriptor or a name of the file system
  kKill,
  kPause,  // processes: kPause waits for a signal
};

enum class Kind : uint8_t {
  kNone,
  kDataRace,
  kAssertion,
  kDeadlock,
  kLostWakeup,
  kLivelock,
  kStarvation,
  kLockMisuse,
  kUseAfterFree,
  kDoubleFree,
  kCrash,
  kException,
  kLeak,
};

// How an execution ended, apart from what was found.
enum class End : uint8_t {
  kNotRun,
  kCompleted,   // to its end, or to its finding
  kLimit,       // more tasks, points or memory than the tables or the plan allow: `text` says which
  kUnmodelled,  // it called what the runtime does not control: `text` names it
  kHung,  // no scheduling point for a long time: blocked or looping where the runtime cannot see
  kDied,  // the runtime itself failed
};

// What an event of kind kTransfer was; in Event::memory_order.
enum class Transfer : uint8_t {
  kRead,
  kWrite,
  kOpen,
  kClose,
  kLock,  // of a file
  kUnlock,
  kLook,    // poll, stat and the like: changes nothing
  kChange,  // of a name, a size, a position
};
constexpr bool Takes(Transfer what) {  // what was given before
  return what == Transfer::kRead || what == Transfer::kLock || what == Transfer::kLook;
}
constexpr bool Gives(Transfer what) { return what != Transfer::kRead && what != Transfer::kLook; }

// What several processes can reach, apart from their memory.
enum class ChannelKind : uint8_t {
  kUnknown,
  kFile,
  kFolder,
  kPipe,
  kSocket,
  kMemory,  // shared
  kQueue,   // of messages
  kSemaphore,
  kCounter,  // eventfd
  kTimer,    // timerfd
  kSignals,  // signalfd
};

// A departure from the rule kStay: when task `task` reaches its scheduling point number `point`
// (from 1), task `next` runs, in `mode`.
enum class Mode : uint8_t {
  kRun,
  kTimeout,
  kSpurious,
  kWake,   // `next` gets the signal
  kKill,   // the process of `task` dies here, as by SIGKILL, if its Point::may_die is >= `next`
  kFault,  // what `task` is about to do fails: `next` is a Fault
  kOlder,  // the atomic load or store uses the value that is `next` places before the newest one
};

// How a call may fail at any time, although nothing is wrong with it. A planned fault that the call
// cannot have does not happen: a file is never interrupted, a pipe never full for good.
enum class Fault : uint8_t {
  kNone,
  kInterrupted,  // EINTR: a signal came
  kShort,        // it transfers one byte
  kFull,         // ENOSPC: no space for what is written
  kAgain,        // EAGAIN: no process to be had now
  kNoMemory,     // ENOMEM
  kPart,         // there is space for one byte of what is written to a file
};
inline constexpr Fault kTransferFaults[] = {Fault::kInterrupted, Fault::kShort, Fault::kFull,
                                            Fault::kPart};
inline constexpr Fault kWaitFaults[] = {Fault::kInterrupted};
inline constexpr Fault kForkFaults[] = {Fault::kAgain};
inline constexpr Fault kMemoryFaults[] = {Fault::kNoMemory};
constexpr std::span<const Fault> FaultsOf(Op op) {
  switch (op) {
    case Op::kTransfer: return kTransferFaults;
    case Op::kSemWait:
    case Op::kSemTimedWait:
    case Op::kWaitChild: return kWaitFaults;
    case Op::kFork: return kForkFaults;
    case Op::kAllocate: return kMemoryFaults;
    default: return {};
  }
}
struct Decision {
  uint32_t point;
  uint16_t task;
  uint16_t next;
  Mode mode;
  uint8_t unused[3];
};

// "The read at `read` sees the write at `write`" (0: the initial value), by program counter.
struct ReadsFrom {
  uint32_t read, write;
};

struct Plan {
  uint64_t seed;
  Rule rule;
  uint8_t all_points;          // plain accesses are scheduling points too
  uint8_t reuse_memory;        // freed memory is handed out again at once, as a real allocator does
  uint8_t record_points;       // fill Region::points
  uint8_t record_events;       // fill Region::events
  uint8_t allocation_points;   // calls of malloc and its kind are scheduling points too
  uint8_t weak;                // atomics keep older values, and Point::older tells of them
  uint8_t shared_points;       // of the plain accesses, those to shared memory are
  uint32_t ignore;             // bit k: go on after a finding of Kind k
  uint32_t switch_permille;    // kRandom: chance to leave the running task at a point
  uint32_t timeout_permille;   // chance that a timed wait which could go on waiting times out
  uint32_t spurious_permille;  // chance that a wait on a condition variable wakes without a signal
  uint32_t older_permille;     // chance that an atomic load or store uses an older value, if it may
  uint32_t depth, length;      // kPct: depth - 1 priority changes within the first `length` points
  uint32_t max_points;         // scheduling points; more end the execution
  uint32_t focus_count;  // kSurw: program counters of the events that are to be ordered uniformly
  uint32_t pair_count;   // reads-from obligations, wanted whatever the rule is
  uint32_t decision_count;  // forced, in order of execution for each task
  uint32_t focus[kMaxFocus];
  uint32_t expected[kMaxTasks];  // kSurw: events in focus that each task will do
  ReadsFrom pairs[kMaxFocus];
  Decision decisions[kMaxDecisions];
};

struct Stack {
  uint32_t count;  // innermost first; program counters are return addresses
  uint32_t pc[kFrames];
};

// A task that cannot go on, and why.
struct Waiting {
  uint16_t task;
  uint16_t holder;  // the task it waits for; kMaxTasks when unknown
  Op op;
  uint8_t missed;      // a signal came before it waited
  uint8_t descriptor;  // kBlock: `transfer` says what it tries in vain
  uint8_t stopped;     // its process is, by SIGSTOP or the like
  Transfer transfer;
  uint64_t object;
  // kBlock: bit p says that process p has open what is waited for: the end of a pipe or a socket
  // that could give or take the bytes, the lock of a file. Only with record_events.
  uint64_t open_in;
  Stack stack;
};

struct Finding {
  Kind kind;
  uint8_t atomic[2];  // whether each access is an atomic operation
  Op op[2];           // of the two accesses, or of the misuse
  uint16_t task[2];   // the one that ran last, and the other one
  uint32_t size;
  uint64_t address;  // of the access, lock or block
  Stack stack[2];
  uint64_t block, block_size;  // heap block around `address`; 0 when there is none
  uint16_t block_task;
  uint16_t stack_task;  // whose stack `address` lies in; kMaxTasks when in none
  Stack allocated;
  uint32_t waiting_count;
  Waiting waiting[kMaxWaiting];
  char text[512];  // assertion's message, exception's text, what was misused; ends with 0
};

struct Outcome {
  End end;
  uint8_t decisions_cut;  // more than kMaxDecisions: only rule and seed repeat it
  uint8_t pairs_cut;
  uint8_t exit_code;
  uint32_t tasks;  // ever created, the main thread of each process included
  uint32_t processes;
  uint32_t alarms;   // that were set: each may ring at any time
  uint32_t outside;  // programs that were run and that nobody controls
  uint32_t signals;  // that came to who handles, blocks or awaits them
  uint32_t timed;    // waits for descriptors, signals or threads that may time out
  uint32_t robust;   // robust mutexes whose owner ended: from then on they can be locked
  uint32_t older;    // atomic loads and stores that could use an older value; with Plan::weak
  uint32_t clocks;   // looks at a clock, while there was more than one task
  uint32_t
      reuses;  // blocks that Plan::reuse_memory would have handed out again; with record_points
  uint64_t points;  // scheduling points
  uint64_t events;  // accesses and operations
  uint64_t schedule_hash;
  // Of an execution with Rule::kSpan, in units of runtime/spans.h.
  uint64_t work;
  uint64_t span;
  uint64_t waited;      // by all tasks together, for locks
  uint64_t most_waits;  // of them at the place where most was lost
  Stack waits;          // that place
  uint32_t decision_count, pair_count, point_count, event_count, channel_count;
  uint8_t process_of[kMaxTasks];      // by task: 0 is the process that began
  uint32_t program_count;             // of Region::programs
  uint8_t program_of[kMaxProcesses];  // by process: 0 is the program that began
  Finding finding;
  ReadsFrom pairs[kMaxPairs];         // that happened
  Decision decisions[kMaxDecisions];  // repeat this execution, with rule kStay

  bool IsFine() const { return end == End::kCompleted && finding.kind == Kind::kNone; }
};

struct Slot {
  Plan plan;
  Outcome outcome;
};

// One scheduling point of the execution that was run last with record_points.
struct Point {
  uint16_t task;  // who arrived here
  uint16_t next;  // who ran
  Op op;          // what `task` is about to do
  Mode mode;
  uint16_t enabled_count;
  uint32_t pc;
  uint32_t point;  // number among the task's own
  uint64_t object;
  uint64_t enabled;  // bit t: task t could run; tasks from 64 on are only counted
  uint64_t may_die;  // 1: a plan may kill the process of `task` here; 2: a test says so
  uint32_t older;    // values before the newest one that what `next` did could have used
  uint32_t value;    // before it: of the semaphore that `next` used; of its once, 2: done
  uint32_t heap;     // blocks that `next` made or freed; with Plan::reuse_memory
  uint32_t seq_cst;  // 1: what `next` did was an atomic operation or a fence of this order
  uint32_t events;   // of Region::events, how many were before it; with record_events
  // What `task` is about, with names that do not depend on the order of allocations: `object`; and
  // the mutex of a wait, the task that is joined, 1 where a load queues up for a futex, 1 where a
  // rwlock is locked whose writers go first.
  uint64_t name, second;
};

// One access or operation of the execution that was run last with record_events.
struct Event {
  uint16_t task;
  Op op;
  uint8_t size;  // bytes; 0: not an access
  uint8_t memory_order;
  uint8_t
      failed;  // trylock, timed wait or compare-exchange without success; store before newer ones
  uint16_t other;   // the task created, joined or woken; kMaxTasks when none
  uint64_t object;  // address
  // Values, for accesses of up to 8 bytes; of an atomic load, what it read and the newest one. Of
  // kWait, kTimedWait and kReacquire: `before` is the mutex, and `after` is 1 when a wait ended
  // although nobody signalled. Of
  // kKill: the signal is `after`, or none and `before` is 1 for pthread_cancel(). Of
  // kTransfer: which end it used (1 for reading, 2 for writing, 3 both, 0 unknown), and its result,
  // which is -errno when it failed.
  uint64_t before, after;
  uint32_t pc[kEventFrames];
};

// What the places of a segment are, of the execution that was run last with record_events.
struct Channel {
  ChannelKind kind;
  uint8_t unused[3];
  uint32_t pc;  // where it was made or first seen; 0 when unknown
};

struct Region {
  uint32_t version;
  uint32_t size;            // sizeof(Region)
  uint32_t max_tasks;       // how many the runtime prepares for
  uint32_t take_over;       // 1: the program calls racelab_take_over(); 0: main is the scenario
  uint32_t stop_at_first;   // a batch ends with the first execution that has a finding
  uint32_t hang_seconds;    // CPU or wall seconds without a scheduling point
  uint32_t prepared_tasks;  // in: parked threads to have ready
  uint32_t restarts;        // in: 1 lets one process run many executions; the runtime may clear it
  // The runtime's own: plans of the batch at hand, the one that is run, and executions that the
  // process at hand has begun.
  uint32_t batch, next, begun;
  uint32_t left;  // out: executions that did not stay in the one process that was to run many
  Slot slots[kSlots];
  Point points[kMaxPoints];
  Event events[kMaxEvents];
  Channel channels[kMaxChannels];         // by the number of the segment
  char programs[kMaxPrograms][kMaxPath];  // paths of those that were exec'ed; 0 is the first one
};

// The region's file goes on behind it: memory that the processes of an execution share, for the
// runtime alone. Bytes, whole pages.
inline constexpr uint64_t kRegionSize = (sizeof(Region) + 4095) / 4096 * 4096;
inline constexpr uint64_t kSharedSize = (uint64_t{1} << 30) + (16 << 20);

}  // namespace racelab::trace

#endif  // RACELAB_CHECKER_TRACE_FORMAT_H_
