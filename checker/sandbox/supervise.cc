// The supervisor: starts the hostile program, watches it, ends it, and tells what it saw.
//
// It is one thread and one loop: wait for output, a child's end or the next look at /proc. As the
// subreaper of its session it inherits every orphan, so nothing below it can hide.
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "checker/base/stopwatch.h"
#include "checker/sandbox/control_group.h"
#include "checker/sandbox/launch.h"
#include "checker/sandbox/leftovers.h"
#include "checker/sandbox/process_tree.h"
#include "checker/sandbox/sandbox.h"
#include "checker/sandbox/watch.h"

namespace racelab {
namespace {

constexpr std::chrono::milliseconds kLook(50);         // how often /proc is read
constexpr std::chrono::milliseconds kStragglers(200);  // for children that are just ending

// Reads what is there. Returns false at the end of the stream.
bool Drain(int descriptor, std::string& into, size_t limit) {
  char buffer[1 << 16];
  for (;;) {
    const ssize_t count = read(descriptor, buffer, sizeof buffer);
    if (count > 0) {
      const size_t room = limit + 1 > into.size() ? limit + 1 - into.size() : 0;
      into.append(buffer, std::min(room, static_cast<size_t>(count)));
      if (into.size() > limit) return true;
      continue;
    }
    return count < 0 && (errno == EAGAIN || errno == EINTR);
  }
}

// An explored program prints the same again in each execution.
void KeepTail(std::string& output) {
  constexpr size_t kTail = 16 << 10;
  if (output.size() > kTail) output.erase(0, output.size() - kTail);
}

// Ends every process below this one, whatever it does, and counts those that nobody had waited for.
class Reaper {
 public:
  Reaper(int uid, bool private_system) : uid_(uid), private_system_(private_system) {}

  // Collects ended children. Fills `status` when the first process is among them.
  bool Collect(pid_t first, int& status, std::vector<std::string>* orphans) {
    bool first_ended = false;
    for (;;) {
      int ended = 0;
      siginfo_t info = {};
      if (waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid == 0) break;
      const std::string description = orphans == nullptr ? "" : Describe(info.si_pid);
      waitpid(info.si_pid, &ended, 0);
      if (info.si_pid == first) {
        first_ended = true;
        status = ended;
      } else if (orphans != nullptr) {
        orphans->push_back(description);
      }
    }
    return first_ended;
  }

  void EndAll() {
    int ignored = 0;
    for (;;) {
      if (private_system_) {
        kill(-1, SIGKILL);  // everything in this pid namespace but its init and this process
      } else if (uid_ != 0) {
        KillUser();
      }
      const std::vector<pid_t> alive = Descendants(getpid());
      if (alive.empty()) break;
      for (pid_t pid : alive)
        kill(pid, SIGSTOP);  // so that a fork bomb cannot outrun the next loop
      for (pid_t pid : alive) kill(pid, SIGKILL);
      poll(nullptr, 0, 1);
      Collect(-1, ignored, nullptr);
    }
    Collect(-1, ignored, nullptr);
  }

 private:
  // One kill(2) as that user reaches all its processes at once.
  void KillUser() const {
    const pid_t killer = fork();
    if (killer == 0) {
      if (setresuid(uid_, uid_, uid_) == 0) kill(-1, SIGKILL);
      _exit(0);
    }
    if (killer > 0) waitpid(killer, nullptr, 0);
  }

  int uid_;
  bool private_system_;
};

class Supervisor {
 public:
  explicit Supervisor(const RunPlan& plan)
      : plan_(plan), space_(plan.uid, plan.private_system), reaper_(plan.uid, plan.private_system) {
    sigset_t caught;
    sigemptyset(&caught);
    for (int signal : {SIGCHLD, SIGTERM, SIGINT, SIGHUP}) sigaddset(&caught, signal);
    sigprocmask(SIG_BLOCK, &caught, nullptr);
    signals_ = signalfd(-1, &caught, SFD_CLOEXEC | SFD_NONBLOCK);
  }

  // False when this supervisor was told to end.
  bool RunAll() {
    for (const ProgramRun& run : plan_.runs) {
      const RunOutcome outcome = RunOnce(run);
      if (told_to_end_) return false;
      std::cout << (plan_.explored ? outcome.output : OutcomeToJson(outcome)) << std::flush;
      if (outcome.end == RunEnd::kNotStarted) break;
      if (plan_.stop_at_first && (outcome.end != RunEnd::kExited || outcome.code != 0)) break;
    }
    return true;
  }

 private:
  RunOutcome RunOnce(const ProgramRun& run) {
    RunOutcome outcome;
    const std::string parent = WorkParent();
    const std::string folder = space_.MakeWorkFolder(parent);
    if (folder.empty()) {
      outcome.message = "no working folder could be made in " + parent + ": is the disk full?";
      return outcome;
    }
    Launched launched = Launch(plan_, run, folder);
    outcome.nonce = launched.nonce;
    const int64_t killed = KilledForMemory(plan_.control_group);
    if (!launched.error.empty()) {
      outcome.message = launched.error;
    } else {
      const Stopwatch stopwatch;
      Follow(launched, outcome);
      outcome.seconds = stopwatch.Seconds();
      // The kernel was faster than our next look.
      if (KilledForMemory(plan_.control_group) > killed) outcome.end = RunEnd::kTooMuchMemory;
    }
    if (!plan_.control_group.empty()) EndControlGroup(plan_.control_group);
    reaper_.EndAll();
    Drain(launched.output, outcome.output, plan_.limits.output_bytes);
    Drain(launched.record, outcome.record, plan_.limits.record_bytes);
    close(launched.output);
    close(launched.record);
    space_.Sweep(folder, outcome.left);
    return outcome;
  }

  // Beside the program, in the checker's folder: that goes away even when this process is killed.
  // Inside bubblewrap, where that folder is read-only, /tmp goes away with the namespace.
  std::string WorkParent() const {
    if (plan_.private_system) return "/tmp";
    return std::filesystem::path(plan_.executable).parent_path().string();
  }

  // Until the first process ends or a limit is reached.
  void Follow(const Launched& launched, RunOutcome& outcome) {
    Watch watch(plan_.limits);
    Clock::time_point next_look = Clock::now() + kLook;
    int status = 0;
    for (;;) {
      Wait(launched, outcome, next_look - Clock::now());
      if (told_to_end_) return;
      if (reaper_.Collect(launched.pid, status, &outcome.left.zombies)) break;
      if (plan_.explored) KeepTail(outcome.output);
      if (Flooded(outcome)) {
        outcome.end = RunEnd::kFlood;
        return;
      }
      if (Clock::now() < next_look) continue;
      next_look = Clock::now() + kLook;
      const ReadingAs user(plan_.uid);
      if (const std::optional<RunEnd> end = watch.Look(Descendants(getpid()))) {
        outcome.end = *end;
        if (*end == RunEnd::kStuck || *end == RunEnd::kTimeout) AskWhere(launched, outcome);
        return;
      }
    }
    outcome.end = WIFSIGNALED(status) ? RunEnd::kSignaled : RunEnd::kExited;
    outcome.code = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
    WaitForStragglers(outcome);
  }

  void Wait(const Launched& launched, RunOutcome& outcome, Clock::duration timeout) {
    pollfd fds[] = {{signals_, POLLIN, 0},
                    {output_open_ ? launched.output : -1, POLLIN, 0},
                    {record_open_ ? launched.record : -1, POLLIN, 0}};
    const auto wait = std::chrono::duration_cast<std::chrono::milliseconds>(timeout);
    poll(fds, 3, std::max<int>(0, wait.count() + 1));
    signalfd_siginfo signal;
    while (read(signals_, &signal, sizeof signal) == sizeof signal) {
      if (signal.ssi_signo != SIGCHLD) told_to_end_ = true;
    }
    output_open_ = Drain(launched.output, outcome.output, plan_.limits.output_bytes);
    record_open_ = Drain(launched.record, outcome.record, plan_.limits.record_bytes);
  }

  bool Flooded(const RunOutcome& outcome) const {
    return static_cast<int64_t>(outcome.output.size()) > plan_.limits.output_bytes ||
           static_cast<int64_t>(outcome.record.size()) > plan_.limits.record_bytes;
  }

  // Children that were about to end may end; the others outlived the program.
  void WaitForStragglers(RunOutcome& outcome) {
    const Clock::time_point patience = Clock::now() + kStragglers;
    int ignored = 0;
    std::vector<pid_t> alive;
    while (!(alive = Descendants(getpid())).empty() && Clock::now() < patience) {
      poll(nullptr, 0, 5);
      reaper_.Collect(-1, ignored, &outcome.left.zombies);
    }
    for (pid_t pid : alive) outcome.left.processes.push_back(Describe(pid));
  }

  // Every thread writes where it is to the record; /proc tells what it waits for.
  void AskWhere(const Launched& launched, RunOutcome& outcome) {
    outcome.waiting = AskTasks(Tasks(Descendants(getpid())), [&] {
      Wait(launched, outcome, std::chrono::milliseconds(20));
      return std::string_view(outcome.record);
    });
  }

  const RunPlan& plan_;
  SystemSpace space_;
  Reaper reaper_;
  int signals_ = -1;
  bool output_open_ = true;
  bool record_open_ = true;
  bool told_to_end_ = false;
};

}  // namespace

int Supervise() {
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  const std::string text((std::istreambuf_iterator<char>(std::cin)),
                         std::istreambuf_iterator<char>());
  const absl::StatusOr<RunPlan> plan = PlanFromJson(text);
  if (!plan.ok()) {
    std::cerr << plan.status().message() << "\n";
    return 3;
  }
  if (plan->user_lock >= 0) fcntl(plan->user_lock, F_SETFD, FD_CLOEXEC);
  return Supervisor(*plan).RunAll() ? 0 : 3;
}

}  // namespace racelab
