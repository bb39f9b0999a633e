// racelab doctor: is this machine ready, and what to do where it is not. Judged in doctor.cc.
#include <langinfo.h>
#include <sched.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "checker/cli/command.h"
#include "checker/cli/console.h"
#include "checker/cli/doctor.h"
#include "checker/lab/catalog.h"
#include "checker/sandbox/sandbox.h"
#include "checker/toolchain/cache.h"
#include "checker/toolchain/compiler.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;

// The number that a file of /proc or /sys starts with; kUnknown when there is none.
int64_t NumberIn(const char* path) {
  int64_t number = kUnknown;
  std::ifstream file(path);
  return file >> number ? number : kUnknown;
}

int64_t UsableCores() {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) == 0) return CPU_COUNT(&set);
  return sysconf(_SC_NPROCESSORS_ONLN);
}

// The machine's memory, or the limit of the container (control groups 2 and 1) if that is less.
int64_t UsableMemory() {
  int64_t bytes = int64_t{sysconf(_SC_PHYS_PAGES)} * sysconf(_SC_PAGESIZE);
  for (const char* limit :
       {"/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"}) {
    const int64_t number = NumberIn(limit);
    if (number > 0) bytes = std::min(bytes, number);
  }
  return bytes;
}

int64_t FreeBytes(const fs::path& path) {
  struct statvfs disk;
  if (statvfs(path.c_str(), &disk) != 0) return kUnknown;
  return static_cast<int64_t>(disk.f_bavail) * static_cast<int64_t>(disk.f_frsize);
}

DiskFact Disk(std::string use, const fs::path& path) {
  const int64_t free = access(path.c_str(), W_OK) == 0 ? FreeBytes(path) : kUnknown;
  return {std::move(use), path.string(), free};
}

std::string AskedLocale() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != 0) return value;
  }
  return "";
}

DiskFact CacheDisk(const fs::path& root) {
  const absl::StatusOr<Cache> cache = Cache::Open(root);
  if (!cache.ok()) return {"build cache", std::string(cache.status().message()), kUnknown};
  return Disk("build cache", cache->folder());
}

// What needs the racelab tree: the compilers' probes and the cache.
void GatherToolchain(DoctorFacts& facts) {
  const absl::StatusOr<fs::path> root = FindRoot();
  if (root.ok()) {
    facts.disks.push_back(CacheDisk(*root));
  } else {
    facts.no_root = std::string(root.status().message());
  }
  for (const Compiler& compiler : FindCompilers(/*broken_too=*/true)) {
    CompilerFact fact{compiler.family,   compiler.version, compiler.path,
                      compiler.has_tsan, compiler.broken,  ""};
    if (compiler.has_tsan && compiler.broken.empty() && root.ok()) {
      fact.tsan_failed = std::string(ProbeTsan(compiler, *root).message());
    }
    facts.compilers.push_back(std::move(fact));
  }
}

}  // namespace

int RunDoctor(const Options&) {
  DoctorFacts facts;
  GatherToolchain(facts);
  facts.mmap_rnd_bits = NumberIn("/proc/sys/vm/mmap_rnd_bits");
  facts.layers = ProbeSandbox().layers;
  facts.cores = UsableCores();
  facts.memory_bytes = UsableMemory();
  const char* temporary = std::getenv("TMPDIR");
  facts.disks.push_back(Disk("temporary files", temporary != nullptr ? temporary : "/tmp"));
  facts.shm_bytes = FreeBytes("/dev/shm");
  facts.queues_max = NumberIn("/proc/sys/fs/mqueue/queues_max");
  facts.queue_messages_max = NumberIn("/proc/sys/fs/mqueue/msg_max");
  facts.locale = AskedLocale();
  facts.utf8 = std::string_view(nl_langinfo(CODESET)) == "UTF-8";

  const std::vector<DoctorLine> lines = Diagnose(facts);
  Print(FormatDiagnosis(lines));
  const bool bad = std::any_of(lines.begin(), lines.end(),
                               [](const DoctorLine& line) { return line.health == Health::kBad; });
  return bad ? kExitInconclusive : kExitPassed;
}

}  // namespace racelab
