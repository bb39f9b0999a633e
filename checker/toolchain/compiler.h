// Compilers on this machine: found, asked for their version, and probed for a working TSan.
//
// **Thread safety**: plain values; the functions start processes and keep nothing.
#ifndef RACELAB_CHECKER_TOOLCHAIN_COMPILER_H_
#define RACELAB_CHECKER_TOOLCHAIN_COMPILER_H_

#include <filesystem>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace racelab {

struct Compiler {
  std::string path;         // "/usr/bin/clang++-22"
  std::string family;       // "clang" or "gcc"
  std::string version;      // "22.1.8"
  std::string fingerprint;  // changes when the compiler or an installed library changes
  std::string broken;       // why it cannot compile C++, with a remedy; empty: it can
  bool has_tsan = false;    // its TSan runtime is installed (not yet: that it works)
  std::string Name() const { return family + " " + version; }
};

// Every usable C++20 compiler, best first: the highest clang with a TSan runtime is the reference,
// then g++, then others. Empty when there is none. Broken ones come last, and only when asked for.
std::vector<Compiler> FindCompilers(bool broken_too = false);

// The reference, or the one that `which` names: a path, "clang", "gcc", "g++", "clang-19".
// NotFound lists what there is and what to install; Unavailable says why it is broken. Cancelled
// after an interrupt.
absl::StatusOr<Compiler> PickCompiler(const std::string& which);

// The driver of the same compiler for C: "/usr/bin/clang-22". NotFound when it is not installed.
absl::StatusOr<std::string> CDriverOf(const Compiler& compiler);

// Compiles and runs a program with a known race (must be reported) and a known-good one (must be
// clean) under this compiler's TSan. Unavailable, with a one-line remedy, when the probe fails:
// then a tsan check is inconclusive, never a student's failure. The answer is cached by fingerprint
// and vm.mmap_rnd_bits.
absl::Status ProbeTsan(const Compiler& compiler, const std::filesystem::path& root);

}  // namespace racelab

#endif  // RACELAB_CHECKER_TOOLCHAIN_COMPILER_H_
