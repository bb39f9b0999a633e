// Finds out which layers work on this machine, each by using it in a process of its own.
#include <fcntl.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "absl/strings/str_cat.h"
#include "checker/sandbox/landlock.h"
#include "checker/sandbox/launch.h"
#include "checker/sandbox/sandbox.h"
#include "checker/sandbox/syscall_filter.h"
#include "checker/sandbox/user_namespaces.h"

namespace racelab {
namespace {
namespace fs = std::filesystem;

constexpr char kNewerKernel[] = "use a newer kernel, or go on with fewer layers";

// Whether `attempt` returns true in a child.
template <typename Attempt>
bool InChild(const Attempt& attempt) {
  const pid_t child = fork();
  if (child == 0) _exit(attempt() ? 0 : 1);
  int status = 1;
  return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

bool NoNewPrivs() {
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1;
}

// An empty reason: it works.
Layer Tried(const char* name, bool works, std::string reason, std::string remedy) {
  if (works) return {name, "", ""};
  return {name, std::move(reason), std::move(remedy)};
}

// Tried out, because the root of a container may have no other users.
Layer TryUid() {
  if (geteuid() != 0) {
    return {kUid, "only root can give a program a user of its own",
            "run as root, in a container for instance; or go on with fewer layers"};
  }
  return Tried(kUid, InChild([] { return DropUser(ProgramUser::Take().uid()); }),
               "root has no other users in this container",
               "start the container with a range of user ids, or go on with fewer layers");
}

Layer TryLandlock() {
  const std::string why = LandlockAbi() > 0 ? "" : std::strerror(errno);
  const bool works = InChild([] {
    if (!NoNewPrivs() || !RestrictFiles({})) return false;
    return access("/", R_OK) == 0 && open("/", O_RDONLY | O_DIRECTORY) < 0 && errno == EACCES &&
           open("/usr", O_RDONLY | O_DIRECTORY) >= 0;
  });
  return Tried(
      kLandlock, works,
      absl::StrCat("the kernel or this container has no Landlock", why.empty() ? "" : ": ", why),
      "use Linux 5.13 or later with landlock in its lsm= list, in a container Docker 23 "
      "or later");
}

Layer TrySeccomp() {
  const SyscallFilter filter;
  const bool works = InChild(
      [&] { return NoNewPrivs() && filter.Install() && unshare(0) == -1 && errno == EPERM; });
  return Tried(kSeccomp, works, "the kernel or this container accepts no filter of system calls",
               kNewerKernel);
}

Layer TryControlGroups(Sandbox& sandbox) {
  const char remedy[] =
      "systemd-run --user --scope ./racelab ... where there is systemd; or go on with fewer layers";
  const absl::StatusOr<fs::path> parent = FindControlGroups();
  if (!parent.ok()) return {kCgroups, std::string(parent.status().message()), remedy};
  sandbox.control_groups = parent->string();
  const absl::StatusOr<ControlGroup> group = ControlGroup::Make(*parent, 8, 64 << 20);
  if (!group.ok()) return {kCgroups, std::string(group.status().message()), remedy};
  return Tried(kCgroups, InChild([&] { return EnterControlGroup(group->path()); }),
               absl::StrCat("no process may enter a group in ", parent->string()), remedy);
}

bool LimitHolds() {
  const rlimit limit = {0, 0};
  return setrlimit(RLIMIT_NOFILE, &limit) == 0 && dup(0) < 0 && errno == EMFILE;
}

// An orphan becomes the child of the nearest subreaper.
bool InheritsOrphans() {
  if (prctl(PR_SET_CHILD_SUBREAPER, 1) != 0) return false;
  const pid_t middle = fork();
  if (middle == 0) _exit(fork() < 0 ? 1 : 0);
  int status = 0;
  return middle > 0 && waitpid(middle, &status, 0) == middle && status == 0 &&
         waitpid(-1, nullptr, 0) > 0;
}

// Last, because it runs a program in all other layers.
Layer TryNamespaces(const Sandbox& sandbox) {
  if (sandbox.bubblewrap.empty()) {
    return {kNamespaces, "bwrap is not installed", "apt-get install bubblewrap"};
  }
  const RunPlan plan{.executable = "/bin/true", .runs = {ProgramRun{}}};
  const absl::StatusOr<std::vector<RunOutcome>> outcomes = RunInSandbox(sandbox, plan, nullptr);
  const bool works =
      outcomes.ok() && outcomes->back().end == RunEnd::kExited && outcomes->back().code == 0;
  return Tried(
      kNamespaces, works,
      absl::StrCat("bwrap does not work here (",
                   outcomes.ok() ? "the test run failed" : outcomes.status().message(), ")"),
      AllowUserNamespaces() + ", or go on with fewer layers");
}

}  // namespace

Sandbox ProbeSandbox(const std::string& supervisor) {
  Sandbox sandbox;
  sandbox.supervisor =
      supervisor.empty() ? fs::read_symlink("/proc/self/exe").string() : supervisor;
  sandbox.bubblewrap = FindInPath("bwrap");
  sandbox.layers = {
      {kNamespaces, "", ""},
      TryUid(),
      TryLandlock(),
      TrySeccomp(),
      TryControlGroups(sandbox),
      Tried(kNoNewPrivs, InChild(NoNewPrivs), "prctl refuses no_new_privs", kNewerKernel),
      Tried(kRlimits, InChild(LimitHolds), "setrlimit has no effect", kNewerKernel),
      Tried(kProcessGroup, InChild([] { return setsid() == getpid(); }), "setsid fails",
            kNewerKernel),
      Tried(kSubreaper, InChild(InheritsOrphans), "orphans go elsewhere", kNewerKernel)};
  sandbox.layers[0] = TryNamespaces(sandbox);
  return sandbox;
}

const Layer& Sandbox::Find(std::string_view layer) const {
  return *std::ranges::find(layers, layer, &Layer::name);
}

bool Sandbox::Has(std::string_view layer) const {
  const auto found = std::ranges::find(layers, layer, &Layer::name);
  return found != layers.end() && found->missing.empty();
}

void Sandbox::SwitchOff(std::string_view layer) {
  *std::ranges::find(layers, layer, &Layer::name) = {std::string(layer), "it was switched off", ""};
}

std::vector<std::string> Sandbox::Active() const {
  std::vector<std::string> names;
  for (const Layer& layer : layers) {
    if (layer.missing.empty()) names.push_back(layer.name);
  }
  return names;
}

}  // namespace racelab
