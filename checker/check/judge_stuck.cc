// Who waits for what when nothing moves any more.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "checker/base/text.h"
#include "checker/check/judge_internal.h"

namespace racelab {
namespace {

enum class WaitsFor { kLock, kSignal, kThread, kChild, kData, kOther };

// From the names of the functions it is in, innermost first, and the system call it sleeps in.
WaitsFor Reason(const WaitingTask& task, const Frames& frames) {
  if (task.call == "wait4" || task.call == "waitid") return WaitsFor::kChild;
  if (task.call != "futex") return task.call.empty() ? WaitsFor::kOther : WaitsFor::kData;
  const std::vector<std::string> functions = frames.Functions(task.stack);
  // Anywhere: Boost's join waits on a condition variable inside.
  for (const std::string& function : functions) {
    if (MentionsAny(function, {"thread::join", "pthread_join", "thread_group::join"})) {
      return WaitsFor::kThread;
    }
  }
  for (const std::string& function : functions) {
    if (MentionsAny(function, {"cond", "await", "notification", "barrier", "latch", "future",
                               "semaphore", "sem_wait", "rendezvous", "::wait"})) {
      return WaitsFor::kSignal;
    }
    if (MentionsAny(function, {"lock", "mutex"})) return WaitsFor::kLock;
  }
  return WaitsFor::kOther;
}

std::string Words(WaitsFor reason, const WaitingTask& task) {
  switch (reason) {
    case WaitsFor::kLock: return "waits for a lock";
    case WaitsFor::kSignal: return "waits for a signal that never comes";
    case WaitsFor::kThread: return "waits for another thread to end";
    case WaitsFor::kChild: return "waits for a child process to end";
    case WaitsFor::kData: return absl::StrCat("waits in ", task.call, "()");
    case WaitsFor::kOther: return "waits";
  }
  return "waits";
}

}  // namespace

std::string TaskName(int process, int task) {
  const std::string thread = task == 0 ? "main thread" : absl::StrCat("thread ", task);
  if (process == 0) return thread;
  return task == 0 ? absl::StrCat("process ", process)
                   : absl::StrCat("process ", process, ", ", thread);
}

Finding JudgeStuck(const RunOutcome& outcome, const std::string& test, const Frames& frames) {
  Finding finding;
  std::vector<std::string> sentences;
  int locks = 0, others = 0;
  for (const WaitingTask& task : outcome.waiting) {
    const WaitsFor reason = Reason(task, frames);
    const std::string name = TaskName(task.process, task.task);
    const std::string words = absl::StrCat(name, " ", Words(reason, task));
    const Location place = frames.Place(task.stack, words);
    absl::StrAppend(&finding.detail, words, task.channel.empty() ? "" : " (" + task.channel + ")",
                    "\n", frames.Text(task.stack));
    // A thread that waits for another's end is a victim, not part of the knot.
    if (reason == WaitsFor::kThread || reason == WaitsFor::kChild) continue;
    ++(reason == WaitsFor::kLock ? locks : others);
    if (!place.file.empty()) {
      sentences.push_back(absl::StrCat(words, " at ", place.file, ":", place.line));
      finding.locations.push_back(place);
    } else {
      sentences.push_back(words);
    }
  }
  std::stable_partition(finding.locations.begin(), finding.locations.end(),
                        [&](const Location& place) { return frames.IsStudents(place.file); });
  const size_t more = sentences.size() > 3 ? sentences.size() - 3 : 0;
  sentences.resize(sentences.size() - more);
  finding.kind = locks > 0 && others == 0 ? "deadlock" : "hang";
  finding.message =
      absl::StrCat("Everything stands still in ", test.empty() ? "the program" : test, ": ",
                   sentences.empty() ? "nothing can go on" : absl::StrJoin(sentences, "; "),
                   more > 0 ? absl::StrCat("; and ", more, " more") : "", ".");
  return finding;
}

}  // namespace racelab
