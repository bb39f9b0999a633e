// Judges the facts about a machine; one function per group of facts.
#include "checker/cli/doctor.h"

#include <algorithm>
#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

namespace racelab {
namespace {

using Lines = std::vector<DoctorLine>;

constexpr int64_t kMiB = 1 << 20;
constexpr int64_t kGiB = 1 << 30;
constexpr int kBestBits = 28;        // more address bits than TSan's memory layout leaves room for
constexpr int kReferenceClang = 19;  // from here on TSan knows pthread_mutex_clocklock
constexpr char kInstall[] = "./racelab --yes doctor (installs what is missing)";

std::string Size(int64_t bytes) {
  return bytes >= kGiB ? absl::StrFormat("%.1f GiB", static_cast<double>(bytes) / kGiB)
                       : absl::StrFormat("%d MiB", bytes / kMiB);
}

// One line for an amount that should reach `enough`, and is useless below `least`.
DoctorLine Amount(std::string what, std::string value, int64_t have, int64_t least, int64_t enough,
                  std::string remedy) {
  if (have >= enough) return {Health::kOk, std::move(what), std::move(value), ""};
  return {have < least ? Health::kBad : Health::kWarn, std::move(what), std::move(value),
          std::move(remedy)};
}

int Major(const CompilerFact& compiler) { return std::atoi(compiler.version.c_str()); }

// Adds to the line of another reference why clang is not it.
void BlameClang(const DoctorFacts& facts, DoctorLine& line) {
  const auto clang = std::ranges::find(facts.compilers, "clang", &CompilerFact::family);
  if (clang == facts.compilers.end()) {
    line.value += "; no clang: -Wthread-safety cannot be checked";
    line.remedy = kInstall;
  } else if (!clang->broken.empty()) {
    line.value += "; no clang that works: -Wthread-safety cannot be checked";
    line.remedy = clang->broken;
  } else {
    line.value += "; clang is there, but not its ThreadSanitizer";
    line.remedy = absl::StrCat("apt-get install libclang-rt-", Major(*clang), "-dev");
  }
}

void DiagnoseCompilers(const DoctorFacts& facts, Lines& lines) {
  if (facts.compilers.empty()) {
    lines.push_back({Health::kBad, "compiler", "no C++20 compiler in PATH", kInstall});
    return;
  }
  for (size_t i = 0; i < facts.compilers.size(); ++i) {
    const CompilerFact& compiler = facts.compilers[i];
    DoctorLine line{Health::kOk, "compiler",
                    absl::StrCat(compiler.family, " ", compiler.version, " (", compiler.path, ")",
                                 i == 0 ? ", the reference" : ""),
                    ""};
    if (!compiler.broken.empty()) {
      line.health = i == 0 ? Health::kBad : Health::kWarn;
      line.value = absl::StrCat(compiler.family, " ", compiler.version, " (", compiler.path,
                                "): does not work here");
      line.remedy = compiler.broken;
    } else if (i == 0 && compiler.family != "clang") {
      line.health = Health::kWarn;
      BlameClang(facts, line);
    } else if (i == 0 && Major(compiler) < kReferenceClang) {
      line.health = Health::kWarn;
      line.value += absl::StrCat("; its TSan is less precise than that of clang ", kReferenceClang);
      line.remedy = "apt-get install the newest clang-N and libclang-rt-N-dev";
    }
    lines.push_back(std::move(line));
  }
}

void DiagnoseTsan(const DoctorFacts& facts, Lines& lines) {
  bool failed = false;
  for (size_t i = 0; i < facts.compilers.size(); ++i) {
    const CompilerFact& compiler = facts.compilers[i];
    if (!compiler.broken.empty()) continue;
    const std::string name = absl::StrCat(compiler.family, " ", compiler.version);
    // Only the reference decides grades.
    const Health broken = i == 0 ? Health::kBad : Health::kWarn;
    if (!compiler.has_tsan) {
      lines.push_back({broken, "tsan", name + ": its ThreadSanitizer runtime is not installed",
                       compiler.family == "clang"
                           ? absl::StrCat("apt-get install libclang-rt-", Major(compiler), "-dev")
                           : absl::StrCat("apt-get install --reinstall libgcc-", Major(compiler),
                                          "-dev (it brings libtsan)")});
    } else if (!compiler.tsan_failed.empty()) {
      failed = true;
      lines.push_back(
          {broken, "tsan", name + ": ThreadSanitizer does not work here", compiler.tsan_failed});
    } else {
      lines.push_back({Health::kOk, "tsan", name + ": finds a known race, is silent without", ""});
    }
  }
  if (facts.mmap_rnd_bits == kUnknown) {
    lines.push_back({Health::kOk, "aslr", "vm.mmap_rnd_bits: only root may read it here", ""});
    return;
  }
  DoctorLine line{Health::kOk, "aslr", absl::StrCat("vm.mmap_rnd_bits = ", facts.mmap_rnd_bits),
                  ""};
  if (facts.mmap_rnd_bits > kBestBits) {
    line.health = failed ? Health::kBad : Health::kWarn;
    line.value += failed ? "; too many for ThreadSanitizer" : "; ThreadSanitizer copes, but slower";
    line.remedy = absl::StrCat("sudo sysctl vm.mmap_rnd_bits=", kBestBits);
  }
  lines.push_back(std::move(line));
}

void DiagnoseSandbox(const DoctorFacts& facts, Lines& lines) {
  for (const Layer& layer : facts.layers) {
    if (layer.missing.empty()) {
      lines.push_back(
          {Health::kOk, "sandbox", absl::StrCat(layer.name, ": ", AboutLayer(layer.name)), ""});
      continue;
    }
    // Most machines have neither of them: a login without root, a container.
    const bool usual = layer.name == kUid || layer.name == kCgroups;
    lines.push_back({usual ? Health::kOk : Health::kWarn, "sandbox",
                     absl::StrCat(layer.name, ": inactive: ", layer.missing), layer.remedy});
  }
}

void DiagnoseResources(const DoctorFacts& facts, Lines& lines) {
  lines.push_back(Amount("cores", absl::StrCat(facts.cores), facts.cores, 1, 2,
                         "give the machine two cores: on one, stress finds less"));
  if (facts.memory_bytes != kUnknown) {
    lines.push_back(Amount("memory", Size(facts.memory_bytes), facts.memory_bytes, kGiB / 2,
                           3 * kGiB / 2, "give the machine 2 GiB: compilers need them"));
  }
  for (const DiskFact& disk : facts.disks) {
    if (disk.free_bytes == kUnknown) {
      lines.push_back({Health::kBad, "disk", absl::StrCat(disk.use, ": not writable: ", disk.path),
                       "point RACELAB_CACHE or TMPDIR to a folder that you may write to"});
      continue;
    }
    lines.push_back(
        Amount("disk", absl::StrCat(disk.use, ": ", Size(disk.free_bytes), " free in ", disk.path),
               disk.free_bytes, 200 * kMiB, kGiB, absl::StrCat("make room in ", disk.path)));
  }
}

void DiagnoseIpc(const DoctorFacts& facts, Lines& lines) {
  if (facts.shm_bytes == kUnknown) {
    lines.push_back({Health::kBad, "/dev/shm", "missing: labs with shared memory cannot run",
                     "mkdir -p /dev/shm && mount -t tmpfs tmpfs /dev/shm (as root)"});
  } else {
    lines.push_back(Amount("/dev/shm", Size(facts.shm_bytes) + " free", facts.shm_bytes, kMiB,
                           16 * kMiB, "remove stale files from /dev/shm, or mount it larger"));
  }
  if (facts.queues_max == kUnknown) {
    lines.push_back({Health::kWarn, "mqueue", "this kernel has no POSIX message queues",
                     "use a kernel with CONFIG_POSIX_MQUEUE for the labs on message queues"});
    return;
  }
  const bool enough = facts.queues_max >= 8 && facts.queue_messages_max >= 10;
  lines.push_back(
      {enough ? Health::kOk : Health::kWarn, "mqueue",
       absl::StrCat(facts.queues_max, " queues of ", facts.queue_messages_max, " messages"),
       enough ? "" : "sudo sysctl fs.mqueue.queues_max=256 fs.mqueue.msg_max=10"});
}

void DiagnoseLocale(const DoctorFacts& facts, Lines& lines) {
  const std::string name = facts.locale.empty() ? "not set" : facts.locale;
  if (facts.utf8) {
    lines.push_back({Health::kOk, "locale", name, ""});
  } else {
    lines.push_back({Health::kWarn, "locale", name + ": reports are drawn in plain ASCII",
                     "export LC_ALL=C.UTF-8"});
  }
}

// Reasons come from other programs and may have several lines.
std::string OneLine(const std::string& text) {
  return absl::StrJoin(absl::StrSplit(text, absl::ByAnyChar("\n\t "), absl::SkipEmpty()), " ");
}

const char* Word(Health health) {
  switch (health) {
    case Health::kOk: return "ok";
    case Health::kWarn: return "warn";
    case Health::kBad: return "bad";
  }
  return "";
}

}  // namespace

std::vector<DoctorLine> Diagnose(const DoctorFacts& facts) {
  Lines lines;
  if (!facts.no_root.empty()) {
    lines.push_back({Health::kBad, "labs", facts.no_root, "call ./racelab in the racelab folder"});
  }
  DiagnoseCompilers(facts, lines);
  DiagnoseTsan(facts, lines);
  DiagnoseSandbox(facts, lines);
  DiagnoseResources(facts, lines);
  DiagnoseIpc(facts, lines);
  DiagnoseLocale(facts, lines);
  for (DoctorLine& line : lines) {
    line.value = OneLine(line.value);
    line.remedy = OneLine(line.remedy);
  }
  return lines;
}

std::string FormatDiagnosis(const std::vector<DoctorLine>& lines) {
  std::string text;
  for (const DoctorLine& line : lines) {
    absl::StrAppendFormat(&text, "%-4s  %-8s  %s\n", Word(line.health), line.what, line.value);
    if (!line.remedy.empty()) absl::StrAppendFormat(&text, "%16s-> %s\n", "", line.remedy);
  }
  const auto count = [&](Health health) {
    return std::count_if(lines.begin(), lines.end(),
                         [=](const DoctorLine& line) { return line.health == health; });
  };
  absl::StrAppendFormat(&text, "%d ok, %d warn, %d bad\n", count(Health::kOk), count(Health::kWarn),
                        count(Health::kBad));
  return text;
}

}  // namespace racelab
