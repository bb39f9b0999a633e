// Step: one bounded run of a compiler whose result is kept in the cache.
//
// **Thread safety**: RunStep may be called from several threads.
#ifndef RACELAB_CHECKER_TOOLCHAIN_STEP_H_
#define RACELAB_CHECKER_TOOLCHAIN_STEP_H_

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "checker/toolchain/cache.h"
#include "checker/toolchain/compiler.h"

namespace racelab {

// Of the words of a command.
inline void Append(std::vector<std::string>& words, const std::vector<std::string>& more) {
  words.insert(words.end(), more.begin(), more.end());
}

struct BuildStep {
  std::filesystem::path root;     // the racelab tree
  std::filesystem::path folder;   // where the command runs: the stage or the root
  std::vector<std::string> argv;  // without "-o FILE", which RunStep adds
  std::string inputs;             // hash of all that the command reads, besides what is installed
  // Text in the compiler's messages to replace, such as an object's path by its source's name.
  std::vector<std::pair<std::string, std::string>> names;
  bool ours = false;  // our own source: no thread shares another's local variables, see locals.h
};

struct StepResult {
  bool ok = false;
  std::filesystem::path output;  // in the cache, when ok
  std::string log;               // messages, with paths relative to the stage or the root
  std::string exhausted;         // not empty: the limit it ran into ("60 s of CPU time")
};

// The name of a step's result: equal for equal commands and inputs, wherever stage, root and cache
// lie.
std::string StepKey(const Cache& cache, const Compiler& compiler, const BuildStep& step);

// Finds the result or runs the command. A command that fails is a StepResult and not kept. Errors:
// Unavailable (a full disk, a command that cannot start), Cancelled after an interrupt.
absl::StatusOr<StepResult> RunStep(const Cache& cache, const Compiler& compiler,
                                   const BuildStep& step);

}  // namespace racelab

#endif  // RACELAB_CHECKER_TOOLCHAIN_STEP_H_
