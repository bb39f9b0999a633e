// Driver: what `racelab cc` and `racelab c++` make of a compiler's command line, so that the
// program can be explored.
//
// Everything is compiled with InstrumentFlags; a program (not a shared library) is linked with the
// explorer's runtime. A call that compiles and links is taken apart, because -fsanitize=thread must
// not reach the linker, where it would bring in TSan's own library.
//
// **Thread safety**: plain values; PlanDriver is pure.
#ifndef RACELAB_CHECKER_TOOLCHAIN_DRIVER_H_
#define RACELAB_CHECKER_TOOLCHAIN_DRIVER_H_

#include <filesystem>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "checker/toolchain/compiler.h"
#include "checker/toolchain/driver_words.h"

namespace racelab {

// What to run, each a list of arguments for the compiler.
struct DriverPlan {
  bool as_is = false;   // a question to the compiler: run it with the user's own arguments
  std::string refused;  // not empty: why nothing is run
  std::string warning;  // not empty: to be said once
  // Each makes one object (its "-o FILE" is to be added), or, when nothing is linked, all that was
  // asked for.
  std::vector<std::vector<std::string>> compile;
  std::vector<std::string> link;       // empty: nothing is linked
  std::vector<size_t> objects;         // link[objects[i]] is to be the object of compile[i]
  bool program = false;                // the runtime's objects go ahead of `link`
  std::vector<std::string> libraries;  // that need shims, as in Manifest::libraries
};

// `family` is the compiler's, "clang" or "gcc"; `cxx`: as `c++` does, not as `cc`.
DriverPlan PlanDriver(const std::vector<Word>& words, const std::string& family, bool cxx);

// The arguments of the last command, once plan.link names every object: what an explorable program
// is linked with comes around them. Builds the runtime when it must; errors as BuildRuntime's.
absl::StatusOr<std::vector<std::string>> LinkArguments(const DriverPlan& plan,
                                                       const std::filesystem::path& root,
                                                       const Compiler& compiler);

}  // namespace racelab

#endif  // RACELAB_CHECKER_TOOLCHAIN_DRIVER_H_
