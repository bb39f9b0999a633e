// Sources: which files make up a lab's program, and a hash of all that compiling one may read.
//
// **Thread safety**: plain values; the functions read the disk and keep nothing.
#ifndef RACELAB_CHECKER_TOOLCHAIN_SOURCES_H_
#define RACELAB_CHECKER_TOOLCHAIN_SOURCES_H_

#include <filesystem>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "checker/toolchain/build.h"

namespace racelab {

struct Source {
  enum Owner {
    kStudent,  // one of BuildInput::edit, relative to the stage
    kGiven,    // one of BuildInput::given, relative to the stage
    kOurs,     // kit, harness and shims, relative to the root
    kRuntime,  // checker/runtime, relative to the root; compiled without instrumentation
  };
  Owner owner = kOurs;
  std::string name;
};

bool IsSource(const std::string& name);  // "x.cc", not a header

// Every .cc file of the lab's program in this variant, in the order of linking.
std::vector<Source> ListSources(const BuildInput& input, Variant variant);

// What the explorer links into every program, a lab's or one of one's own: its runtime and the
// shims for `libraries`.
std::vector<Source> ListRuntime(const std::filesystem::path& root,
                                const std::vector<std::string>& libraries);

// Hashes of what each source's compilation may read: itself and the headers of the stage, the
// kit, the harness and the runtime, by content. Errors: Unavailable when one of our own files
// cannot be read.
absl::StatusOr<std::vector<std::string>> HashInputs(const BuildInput& input,
                                                    const std::vector<Source>& sources);

}  // namespace racelab

#endif  // RACELAB_CHECKER_TOOLCHAIN_SOURCES_H_
