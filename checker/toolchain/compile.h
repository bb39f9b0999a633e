// Compile: source files on their way to objects in the cache; what labs and `racelab cc` share.
//
// **Thread safety**: plain values; the functions may be called from several threads.
#ifndef RACELAB_CHECKER_TOOLCHAIN_COMPILE_H_
#define RACELAB_CHECKER_TOOLCHAIN_COMPILE_H_

#include <filesystem>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "checker/toolchain/build.h"
#include "checker/toolchain/cache.h"
#include "checker/toolchain/sources.h"
#include "checker/toolchain/step.h"

namespace racelab {

// One source file: how it is compiled, and what came of it.
struct Unit {
  Source source;
  BuildStep step;
  StepResult result;
  absl::Status status;
};

// The run of the compiler for one source; `inputs` is its hash from HashInputs.
BuildStep CompileStep(const BuildInput& input, const Compiler& compiler, Variant variant,
                      const Source& source, const std::string& inputs);

// Errors: as HashInputs.
absl::StatusOr<std::vector<Unit>> MakeUnits(const BuildInput& input,
                                            const std::vector<Source>& sources,
                                            const Compiler& compiler, Variant variant);

// Compiles every unit, as many at a time as there are processors.
void CompileAll(const Cache& cache, const Compiler& compiler, std::vector<Unit>& units);

// The objects of ListRuntime, to be linked ahead of a program of one's own; compiled once for each
// compiler. Errors: Unavailable, with a remedy.
absl::StatusOr<std::vector<std::filesystem::path>> BuildRuntime(
    const std::filesystem::path& root, const Compiler& compiler,
    const std::vector<std::string>& libraries);

// What matters in a compiler's log, short enough for a message: from its first error or
// undefined name on, or its end.
std::string MainLines(const std::string& log);

// One of our own files does not build: Unavailable.
absl::Status OurFault(const std::string& what, const std::string& log);

}  // namespace racelab

#endif  // RACELAB_CHECKER_TOOLCHAIN_COMPILE_H_
