// Build: compiles one lab with one submission into the programs that the checks run.
//
// **Thread safety**: a LabBuilder may be used from several threads; results are cached on disk and
// in the object.
#ifndef RACELAB_CHECKER_TOOLCHAIN_BUILD_H_
#define RACELAB_CHECKER_TOOLCHAIN_BUILD_H_

#include <filesystem>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "checker/toolchain/compiler.h"

namespace racelab {

enum class Variant {
  kPlain,    // -O2, the real libraries
  kTsan,     // -O0 -fsanitize=thread, shims for what TSan cannot see into
  kExplore,  // compiled as kTsan is, but linked with checker/runtime in the place of TSan's library
};

const char* VariantName(Variant variant);  // "plain", "tsan", "explore"

// What to build: the staged folder has the lab's given files with the submission laid over them.
struct BuildInput {
  std::filesystem::path root;          // the racelab tree: labs/kit, checker/harness, shims
  std::filesystem::path stage;         // holds the lab's own files; read only
  std::vector<std::string> edit;       // relative to stage: the student's files
  std::vector<std::string> given;      // relative to stage: every other .cc of the lab
  std::vector<std::string> libraries;  // as in Manifest::libraries
};

// A diagnostic of a compiler or linker, in the student's terms.
struct Diagnostic {
  std::string file;  // relative to stage, or "" for the linker
  int line = 0;
  bool error = false;
  std::string message;
};

struct BuildOutput {
  bool ok = false;                             // false: `diagnostics` has at least one error
  std::filesystem::path executable;            // in the cache; readable and executable by everybody
  std::vector<std::filesystem::path> objects;  // the student's, in the order of BuildInput::edit
  std::vector<Diagnostic> diagnostics;         // about the student's files only
  std::string log;                             // raw compiler output of the failing step
};

// Compiles (from the cache where nothing changed) and links. A student's error is in the output; an
// error of a given file, a missing library or a full disk is a Status: Unavailable with a remedy.
absl::StatusOr<BuildOutput> BuildLab(const BuildInput& input, const Compiler& compiler,
                                     Variant variant);

// The student's file after preprocessing, for checks on the source; line markers kept. With
// `sanitizer`, as the tsan variant sees it. InvalidArgument when it does not preprocess.
absl::StatusOr<std::string> Preprocess(const BuildInput& input, const std::string& file,
                                       const Compiler& compiler, bool sanitizer);

// The exact command line that compiles a file of the stage in a variant, without output file: for
// clang -Wthread-safety, for error messages and for compile_commands.json.
std::vector<std::string> CompileCommand(const BuildInput& input, const std::string& file,
                                        const Compiler& compiler, Variant variant);

}  // namespace racelab

#endif  // RACELAB_CHECKER_TOOLCHAIN_BUILD_H_
