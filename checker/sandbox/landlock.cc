// Landlock through its system calls; glibc has no functions for them.
#include "checker/sandbox/landlock.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <filesystem>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace racelab {
namespace {
namespace fs = std::filesystem;

// What follows ABI 1 is spelled out: the headers may be older than the kernel.
struct Ruleset {
  uint64_t files = 0;
  uint64_t tcp = 0;     // ABI 4: bind and connect
  uint64_t scopes = 0;  // ABI 6: abstract sockets and signals
};
constexpr uint64_t kDeviceControls = uint64_t{1} << 15;  // LANDLOCK_ACCESS_FS_IOCTL_DEV
constexpr int kFileRights[] = {0, 13, 14, 15, 15, 16};   // how many an ABI knows

constexpr uint64_t kRead =
    LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr uint64_t kDevice =
    LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | kDeviceControls;
constexpr uint64_t kWrite =
    ~(LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_BLOCK | kDeviceControls);
constexpr uint64_t kOfAFile = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE |
                              LANDLOCK_ACCESS_FS_WRITE_FILE | uint64_t{1} << 14 | kDeviceControls;

// /opt and the others: where machines keep compilers' libraries.
constexpr const char* kSystem[] = {"/usr",    "/bin", "/sbin", "/lib", "/lib32", "/lib64",
                                   "/libx32", "/etc", "/sys",  "/opt", "/nix",   "/gnu"};
constexpr const char* kDevices[] = {"/dev/null", "/dev/zero", "/dev/full", "/dev/random",
                                    "/dev/urandom"};
constexpr const char* kShared[] = {"/tmp", "/dev/shm", "/dev/mqueue"};

Ruleset Known(int abi) {
  Ruleset known;
  known.files = (uint64_t{1} << kFileRights[std::min(abi, 5)]) - 1;
  if (abi >= 4) known.tcp = 3;
  if (abi >= 6) known.scopes = 3;
  return known;
}

class Rules {
 public:
  explicit Rules(int abi) : known_(Known(abi)) {
    ruleset_ = static_cast<int>(syscall(SYS_landlock_create_ruleset, &known_, sizeof known_, 0));
  }
  ~Rules() { close(ruleset_); }
  Rules(const Rules&) = delete;
  Rules& operator=(const Rules&) = delete;

  // What is not there, or out of reach anyway, needs no rule.
  void Grant(const std::string& path, uint64_t rights) const {
    const int file = open(path.c_str(), O_PATH | O_CLOEXEC);
    struct stat about;
    if (file >= 0 && fstat(file, &about) == 0) {
      if (!S_ISDIR(about.st_mode)) rights &= kOfAFile;
      landlock_path_beneath_attr rule = {};
      rule.allowed_access = rights & known_.files;
      rule.parent_fd = file;
      syscall(SYS_landlock_add_rule, ruleset_, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    }
    close(file);
  }

  // To read, but around what is hidden below: a rule holds for everything below its folder. What a
  // link leads to has rules of its own.
  void GrantAround(const fs::path& path, const std::vector<std::string>& hidden) const {
    if (std::ranges::find(hidden, path.string()) != hidden.end()) return;
    const bool around = std::ranges::any_of(hidden, [&](const std::string& inner) {
      return absl::StartsWith(inner, path.string() + "/");
    });
    if (!around) return Grant(path.string(), kRead);
    std::error_code ignored;
    for (const fs::directory_entry& entry : fs::directory_iterator(path, ignored)) {
      if (!entry.is_symlink(ignored)) GrantAround(entry.path(), hidden);
    }
  }

  bool Enforce() const { return syscall(SYS_landlock_restrict_self, ruleset_, 0) == 0; }

 private:
  Ruleset known_;
  int ruleset_;
};

}  // namespace

int LandlockAbi() {
  const long abi =
      syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  return abi > 0 ? static_cast<int>(abi) : 0;
}

bool RestrictFiles(const FileAccess& access) {
  const int abi = LandlockAbi();
  if (abi == 0) return false;
  const Rules rules(abi);
  std::error_code missing;
  for (const char* folder : kSystem) {
    const fs::path real = fs::canonical(folder, missing);
    if (!missing) rules.GrantAround(real, access.hidden);
  }
  // Names of threads are written to /proc; whose processes one may touch there is decided as for
  // ptrace, which Landlock forbids. Root could change the system's settings.
  rules.Grant("/proc", geteuid() == 0 ? kRead : kRead | LANDLOCK_ACCESS_FS_WRITE_FILE);
  for (const char* device : kDevices) rules.Grant(device, kDevice);
  for (const char* folder : kShared) rules.Grant(folder, kWrite);
  for (const std::string& folder : access.readable) rules.Grant(folder, kRead);
  for (const std::string& folder : access.writable) rules.Grant(folder, kWrite);
  return rules.Enforce();
}

}  // namespace racelab
