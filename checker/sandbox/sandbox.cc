// Runs plans under a supervisor, in the layers that work here.
#include "checker/sandbox/sandbox.h"

#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <random>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "checker/base/files.h"
#include "checker/base/subprocess.h"
#include "checker/sandbox/process_tree.h"

namespace racelab {
namespace {
namespace fs = std::filesystem;

std::vector<std::string> Bubblewrap(const Sandbox& sandbox, const RunPlan& plan,
                                    const std::string& program_folder) {
  std::vector<std::string> argv = {sandbox.bubblewrap,
                                   "--die-with-parent",
                                   "--unshare-pid",
                                   "--unshare-ipc",
                                   "--unshare-net",
                                   "--unshare-uts",
                                   "--ro-bind",
                                   "/",
                                   "/",
                                   "--dev",
                                   "/dev",
                                   "--proc",
                                   "/proc",
                                   "--perms",
                                   "1777",
                                   "--tmpfs",
                                   "/dev/shm",
                                   "--perms",
                                   "1777",
                                   "--tmpfs",
                                   "/tmp",
                                   "--mqueue",
                                   "/dev/mqueue"};
  if (geteuid() == 0) argv.insert(argv.end(), {"--cap-add", "ALL"});  // the supervisor drops them
  for (const std::string& folder : plan.hide) {
    if (fs::is_directory(folder)) argv.insert(argv.end(), {"--tmpfs", folder});
  }
  if (const std::string& group = plan.control_group; !group.empty()) {
    argv.insert(argv.end(), {"--bind", group, group});
  }
  // Both may lie below the /tmp that was just hidden. Folders that bwrap makes on the way are
  // closed to other users unless it is told.
  for (const std::string& path : {sandbox.supervisor, program_folder}) {
    fs::path parent;
    for (const fs::path& part : fs::path(path).parent_path()) {
      parent /= part;
      if (!parent.string().starts_with("/tmp/")) continue;
      argv.insert(argv.end(), {"--perms", "0755", "--dir", parent});
    }
  }
  argv.insert(argv.end(), {"--ro-bind", sandbox.supervisor, sandbox.supervisor});
  argv.insert(argv.end(), {"--ro-bind", program_folder, program_folder, "--chdir", "/tmp"});
  return argv;
}

// Puts the program where every user may read it, and no one but us may change it.
absl::Status Place(const std::string& executable, const fs::path& target) {
  if (absl::Status status = LinkOrCopy(executable, target); !status.ok()) {
    return absl::UnavailableError(absl::StrCat("cannot place the program: ", status.message()));
  }
  chmod(target.c_str(), 0755);
  return absl::OkStatus();
}

// Ends what a killed supervisor left: every process that carries the plan's mark. The kernel ends
// a pid namespace without waiting, so its processes too may live on for a moment.
void EndMarked(const std::string& mark, int uid) {
  const ReadingAs user(uid);
  for (bool found = true; found;) {
    found = false;
    for (const fs::directory_entry& entry : fs::directory_iterator("/proc")) {
      int pid = 0;
      if (!absl::SimpleAtoi(entry.path().filename().string(), &pid)) continue;
      if (!absl::StrContains(ReadSystemFile(entry.path() / "environ"), mark)) continue;
      if (kill(pid, SIGKILL) == 0) found = true;
    }
    if (found) usleep(1000);
  }
}

// Turns the supervisor's lines into outcomes as they come.
struct Collector {
  const std::function<void(int)>& progress;
  std::string partial;
  std::vector<RunOutcome> outcomes;
  absl::Status status;

  void Take(std::string_view piece) {
    partial.append(piece);
    for (size_t end; (end = partial.find('\n')) != std::string::npos; partial.erase(0, end + 1)) {
      absl::StatusOr<RunOutcome> outcome = OutcomeFromJson(partial.substr(0, end));
      if (!outcome.ok()) {
        status = outcome.status();
        continue;
      }
      outcomes.push_back(*std::move(outcome));
      if (progress) progress(static_cast<int>(outcomes.size()) - 1);
    }
  }
};

bool Finished(const RunPlan& plan, const std::vector<RunOutcome>& outcomes) {
  if (outcomes.size() == plan.runs.size()) return true;
  if (outcomes.empty()) return false;
  const RunOutcome& last = outcomes.back();
  return last.end == RunEnd::kNotStarted ||
         (plan.stop_at_first && (last.end != RunEnd::kExited || last.code != 0));
}

}  // namespace

absl::StatusOr<SandboxedCommand> PrepareInSandbox(const Sandbox& sandbox, RunPlan plan) {
  absl::StatusOr<TempDir> folder = TempDir::Create("racelab-program");
  if (!folder.ok()) return folder.status();
  const std::string program = (folder->path() / "program").string();
  if (absl::Status placed = Place(plan.executable, program); !placed.ok()) return placed;

  SandboxedCommand prepared{
      .folder = *std::move(folder), .group = {}, .command = {}, .mark = {}, .user = {}};
  prepared.mark = absl::StrCat("RACELAB_RUN=", std::random_device()(), "-", getpid());
  plan.executable = program;
  if (sandbox.Has(kUid)) prepared.user = ProgramUser::Take();
  plan.uid = prepared.user.uid();
  plan.user_lock = prepared.user.lock();
  plan.private_system = sandbox.Has(kNamespaces);
  plan.landlock = sandbox.Has(kLandlock);
  plan.seccomp = sandbox.Has(kSeccomp);
  if (sandbox.Has(kCgroups)) {
    const RunLimits& limits = plan.limits;
    // More than the watch allows, which tells better what happened.
    absl::StatusOr<ControlGroup> group = ControlGroup::Make(
        sandbox.control_groups, 2 * limits.processes, limits.memory_bytes / 4 * 5);
    if (!group.ok()) return group.status();
    plan.control_group = group->path().string();
    prepared.group = *std::move(group);
  }
  for (ProgramRun& run : plan.runs) run.environment.push_back(prepared.mark);

  Command& command = prepared.command;
  if (plan.private_system) {
    command.argv = Bubblewrap(sandbox, plan, prepared.folder.path().string());
  }
  command.argv.insert(command.argv.end(), {sandbox.supervisor, "supervise"});
  command.input = PlanToJson(plan);
  if (plan.user_lock >= 0) command.inherit.push_back(plan.user_lock);
  return prepared;
}

void EndLeftOf(const SandboxedCommand& command) {
  if (command.group) EndControlGroup(command.group->path());
  EndMarked(command.mark, command.user.uid());
}

absl::StatusOr<std::vector<RunOutcome>> RunInSandbox(const Sandbox& sandbox, RunPlan plan,
                                                     const std::function<void(int)>& progress) {
  absl::StatusOr<SandboxedCommand> prepared = PrepareInSandbox(sandbox, plan);
  if (!prepared.ok()) return prepared.status();
  Collector collector{progress, {}, {}, absl::OkStatus()};
  Command& command = prepared->command;
  command.timeout = absl::Seconds(30 + 4 * plan.limits.wall_seconds * plan.runs.size());
  command.on_output = [&](std::string_view piece) { collector.Take(piece); };
  absl::StatusOr<CommandResult> result = RunCommand(command);

  const bool finished = Finished(plan, collector.outcomes);
  if (!finished) EndLeftOf(*prepared);
  if (!result.ok()) return result.status();
  if (!collector.status.ok()) return collector.status;
  if (!finished) {
    const bool killed = result->signal == SIGKILL || result->code == 128 + SIGKILL;
    if (!killed) {
      return absl::UnavailableError(
          absl::StrCat("the supervisor ended with code ", result->code, ": ", result->err));
    }
    collector.outcomes.push_back({.end = RunEnd::kSignaled,
                                  .code = SIGKILL,
                                  .message = "the program killed its supervisor"});
  }
  const std::vector<RunOutcome>& outcomes = collector.outcomes;
  if (!outcomes.empty() && outcomes.back().end == RunEnd::kNotStarted) {
    return absl::UnavailableError(outcomes.back().message);
  }
  return std::move(collector.outcomes);
}

}  // namespace racelab
