// What one event or one wait is called.
#include <cstring>

#include "absl/strings/str_cat.h"
#include "checker/check/explain_events.h"
#include "checker/check/explain_steps.h"

namespace racelab {
namespace {

using trace::Op;

std::string WithValue(std::string words, std::optional<std::string> value) {
  return value ? absl::StrCat(words, ": ", *value) : words;
}

std::string MemoryWords(const trace::Event& event, const ObjectNames& names, bool again) {
  const std::string name = names.Name(event.object);
  const auto before = names.Value(event.before, event.size);
  const auto after = names.Value(event.after, event.size);
  switch (event.op) {
    case Op::kRead:
    case Op::kAtomicLoad:
      if (UsesOlderValue(event) && before && after) {
        return absl::StrCat("reads an older value of ", name, ": ", *before, "; the newest is ",
                            *after);
      }
      return again && before ? "reads " + *before : WithValue("reads " + name, before);
    case Op::kWrite:
    case Op::kAtomicStore:
      if (UsesOlderValue(event)) {
        return absl::StrCat(WithValue("writes " + name, after), ", which counts as written before ",
                            before ? *before : "the newest value");
      }
      return again && after ? "writes " + *after : WithValue("writes " + name, after);
    case Op::kAtomicRmw:
      if (event.failed) return WithValue("compares " + name + " in vain", before);
      if (!before || !after) return absl::StrCat("changes ", name, " in one step");
      return absl::StrCat("changes ", name, " from ", *before, " to ", *after, " in one step");
    case Op::kFutexWait: return absl::StrCat("sleeps until ", name, " is signalled");
    case Op::kFutexTimedWait:
      return event.failed ? absl::StrCat("times out waiting for ", name)
                          : absl::StrCat("sleeps until ", name, " is signalled");
    default: return absl::StrCat("wakes those who sleep on ", name);
  }
}

std::string LockWords(const trace::Event& event, const std::string& name) {
  switch (event.op) {
    case Op::kTryLock:
    case Op::kTryReadLock:
      if (event.failed) return absl::StrCat("tries to lock ", name, ", which is taken");
      break;
    case Op::kTimedLock:
    case Op::kTimedReadLock:
      if (event.failed) return absl::StrCat("times out waiting for ", name);
      break;
    case Op::kUnlock:
    case Op::kReadUnlock: return "unlocks " + name;
    case Op::kDestroy: return "destroys " + name;
    case Op::kOnce: return "passes the once flag " + name;
    default: break;
  }
  const bool shared =
      event.op == Op::kReadLock || event.op == Op::kTryReadLock || event.op == Op::kTimedReadLock;
  return absl::StrCat("locks ", name, shared ? " for reading" : "");
}

std::string SignalWords(const trace::Event& event, const std::string& name, const Cast& cast) {
  const bool woke = event.other < trace::kMaxTasks;
  switch (event.op) {
    case Op::kWait:
    case Op::kTimedWait: return "goes to sleep on " + name;
    case Op::kReacquire:
      if (WokeForNothing(event)) return "wakes up although nobody signalled";
      return event.failed ? absl::StrCat("times out waiting for ", name) : "wakes up";
    case Op::kSignal:
      return absl::StrCat("signals ", name, ": ",
                          woke ? "wakes " + cast.Who(event.other) : "nobody waits");
    case Op::kBroadcast: return absl::StrCat("signals ", name, " to all who wait");
    case Op::kSemPost: return "adds one to " + name;
    case Op::kBarrier: return "arrives at " + name;
    default:
      return event.failed ? absl::StrCat("finds ", name, " at zero")
                          : absl::StrCat("takes one from ", name);
  }
}

// The access that ends an execution is told before it is done: what it writes is not known.
trace::Event WithoutValue(trace::Event event) {
  event.size = 0;
  return event;
}

// "the handler of SIGCHLD"
std::string HandlerName(const trace::Event& event) {
  const char* name = sigabbrev_np(static_cast<int>(event.after));
  return name == nullptr ? absl::StrCat("the handler of signal ", event.after)
                         : absl::StrCat("the handler of SIG", name);
}

std::string TaskWords(const trace::Event& event, const ObjectNames& names) {
  switch (event.op) {
    case Op::kCreate: return "starts " + names.cast().TaskName(event.other);
    case Op::kJoin: return absl::StrCat("joins ", names.cast().TaskName(event.other));
    case Op::kDetach: return absl::StrCat("detaches ", names.cast().TaskName(event.other));
    case Op::kFork:
      return event.failed ? "cannot start a process (EAGAIN)"
                          : "starts " + names.cast().WhoseProcess(event.other);
    case Op::kWaitChild:
      return absl::StrCat("sees that ", names.cast().WhoseProcess(event.other), " has ended");
    case Op::kKill:
      if (event.failed) return "is interrupted by " + HandlerName(event);
      if (event.other == event.task) return "is killed here";
      if (event.before != 0) {
        return event.other < trace::kMaxTasks
                   ? absl::StrCat("cancels ", names.cast().TaskName(event.other))
                   : "cancels itself";
      }
      return event.other < trace::kMaxTasks
                 ? absl::StrCat("sends a signal to ", names.cast().WhoseProcess(event.other))
                 : "sends a signal";
    case Op::kPause: return "waits for a signal";
    default: return "";
  }
}

// Of a wait for a thread or a process.
std::string TaskWaitWords(const trace::Waiting& waiting, const ObjectNames& names) {
  const bool held = waiting.holder < trace::kMaxTasks;
  if (waiting.op == Op::kPause) return "waits for a signal";
  if (waiting.op == Op::kWaitChild) {
    return absl::StrCat("waits for ", held ? names.cast().WhoseProcess(waiting.holder) : "a child",
                        " to end");
  }
  return absl::StrCat("waits for ", held ? names.cast().Who(waiting.holder) : "a thread",
                      " to end");
}

}  // namespace

std::string EventWords(const trace::Event& event, const ObjectNames& names, std::string& previous,
                       bool last) {
  if (last && event.op == Op::kWrite) {
    return EventWords(WithoutValue(event), names, previous, false);
  }
  const Sort sort = SortOf(event.op);
  if (sort == Sort::kTask) return TaskWords(event, names);
  if (sort == Sort::kChannel) {
    previous.clear();
    return TransferWords(names.scene(), event, names.Channel(event.object));
  }
  const std::string name = names.Name(event.object);
  const bool again = name == previous;
  previous = sort == Sort::kMemory ? name : "";
  switch (sort) {
    case Sort::kMemory: return MemoryWords(event, names, again);
    case Sort::kLock: return LockWords(event, name);
    case Sort::kHeap:
      if (event.failed) return "gets no memory (ENOMEM)";
      return event.op == Op::kFree ? "frees the block" : "allocates the block";
    default: return SignalWords(event, name, names.cast());
  }
}

std::string WaitWords(const trace::Waiting& waiting, const ObjectNames& names) {
  const bool held = waiting.holder < trace::kMaxTasks;
  const std::string holder = held ? names.cast().Who(waiting.holder) : "";
  switch (SortOf(waiting.op)) {
    case Sort::kTask: return TaskWaitWords(waiting, names);
    case Sort::kChannel: return BlockedWords(names.scene(), waiting, names.Channel(waiting.object));
    case Sort::kCondition:
      return absl::StrCat("waits for a signal on ", names.Name(waiting.object));
    case Sort::kSemaphore:
      return absl::StrCat("waits for ", names.Name(waiting.object), ", which is zero");
    case Sort::kBarrier: return absl::StrCat("waits at ", names.Name(waiting.object));
    case Sort::kMemory:
      return absl::StrCat("sleeps until ", names.Name(waiting.object), " is signalled");
    case Sort::kLock: break;
    default: return "cannot go on";
  }
  const std::string name = names.Name(waiting.object);
  if (!held) return absl::StrCat("waits for ", name);
  if (waiting.holder == waiting.task) {
    return absl::StrCat("waits for ", name, ", which it holds itself");
  }
  if (names.scene().HolderLeftBehind(waiting)) {
    return absl::StrCat("waits for its copy of ", names.Bare(waiting.object), ", which ", holder,
                        " held at the time of the fork");
  }
  const bool ended = names.cast().several_processes() && names.scene().HolderEnded(waiting);
  return absl::StrCat("waits for ", name, ", which ", holder,
                      ended ? " held when it ended" : " holds");
}

std::string WaitedFor(const trace::Waiting& waiting, const ObjectNames& names) {
  const bool held = waiting.holder < trace::kMaxTasks;
  const Sort sort = SortOf(waiting.op);
  if (sort == Sort::kChannel) return names.Channel(waiting.object);
  if (sort != Sort::kTask) return names.Name(waiting.object);
  if (waiting.op == Op::kPause) return "a signal";
  if (waiting.op == Op::kWaitChild) {
    return held ? names.cast().WhoseProcess(waiting.holder) : "a child";
  }
  return held ? names.cast().Who(waiting.holder) : "a thread";
}

std::string AccessWords(Op op, const std::string& object) {
  const std::string what = object.empty() ? "" : absl::StrCat(" ", object);
  switch (op) {
    case Op::kRead: return "reads" + what;
    case Op::kAtomicLoad: return "reads" + what + " atomically";
    case Op::kAtomicStore: return "writes" + what + " atomically";
    case Op::kAtomicRmw: return "changes" + what + " atomically";
    case Op::kFree: return "frees" + what;
    case Op::kWrite: return "writes" + what;
    case Op::kDestroy: return "destroys" + what;
    case Op::kAllocate: return "initialises" + what;
    default: return "uses" + what;
  }
}

}  // namespace racelab
