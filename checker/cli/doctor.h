// Doctor: what this machine offers, judged: facts in, lines with remedies out.
//
// **Thread safety**: plain values and pure functions; cmd_doctor.cc gathers the facts.
#ifndef RACELAB_CHECKER_CLI_DOCTOR_H_
#define RACELAB_CHECKER_CLI_DOCTOR_H_

#include <cstdint>
#include <string>
#include <vector>

#include "checker/sandbox/layers.h"

namespace racelab {

inline constexpr int64_t kUnknown = -1;

struct CompilerFact {
  std::string family;       // "clang" or "gcc"
  std::string version;      // "22.1.8"
  std::string path;         // "/usr/bin/clang++-22"
  bool has_tsan = false;    // its TSan runtime is installed
  std::string broken;       // why it cannot compile C++, with the remedy; empty: it can
  std::string tsan_failed;  // empty: the probe of TSan worked; else why not, with its remedy
};

struct DiskFact {
  std::string use;   // "build cache" or "temporary files"
  std::string path;  // the folder; or, with kUnknown, why there is none
  int64_t free_bytes = kUnknown;
};

struct DoctorFacts {
  std::string no_root;                  // why the racelab tree was not found; empty when it was
  std::vector<CompilerFact> compilers;  // best first, as FindCompilers gives them
  int64_t mmap_rnd_bits = kUnknown;     // vm.mmap_rnd_bits; only root may read it
  std::vector<Layer> layers;            // of the sandbox
  int64_t cores = 0;                    // that this process may use
  int64_t memory_bytes = kUnknown;      // of the machine, or of its control group if that is less
  std::vector<DiskFact> disks;
  int64_t shm_bytes = kUnknown;   // free space of /dev/shm; kUnknown: there is none
  int64_t queues_max = kUnknown;  // POSIX message queues; kUnknown: the kernel has none
  int64_t queue_messages_max = kUnknown;
  std::string locale;  // what LC_ALL, LC_CTYPE or LANG asks for; may be empty
  bool utf8 = false;   // the locale that is in force writes UTF-8
};

enum class Health { kOk, kWarn, kBad };

struct DoctorLine {
  Health health = Health::kOk;
  std::string what;    // "compiler"
  std::string value;   // "clang 22.1.8 (/usr/bin/clang++-22), the reference"
  std::string remedy;  // one line; empty when there is nothing to do
};

// Warn: some labs or checks lose something. Bad: checks end inconclusive until it is mended.
std::vector<DoctorLine> Diagnose(const DoctorFacts& facts);

// One line per finding, its remedy on a line of its own below; ends with a summary.
std::string FormatDiagnosis(const std::vector<DoctorLine>& lines);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLI_DOCTOR_H_
