// Builds the corpus's programs as `racelab cc` and `racelab c++` do, from the cache where nothing
// changed.
#ifndef RACELAB_TESTS_CORPUS_PROGRAM_BUILDER_H_
#define RACELAB_TESTS_CORPUS_PROGRAM_BUILDER_H_

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "checker/base/files.h"
#include "checker/toolchain/cache.h"
#include "checker/toolchain/compiler.h"
#include "tests/corpus/program.h"

namespace racelab {

class ProgramBuilder {
 public:
  // `precompiled`: reading the C++ library's headers is most of what a small program costs, so they
  // are compiled once; otherwise each program is compiled as users do it.
  static absl::StatusOr<ProgramBuilder> Create(bool precompiled);

  // The program, in a folder of this object. InvalidArgument: it does not compile without warnings.
  absl::StatusOr<std::filesystem::path> Build(const CorpusProgram& program,
                                              const Compiler& compiler);

 private:
  ProgramBuilder(Cache cache, TempDir folder, bool precompiled)
      : cache_(std::move(cache)), folder_(std::move(folder)), precompiled_(precompiled) {}
  absl::StatusOr<std::vector<std::string>> Headers(const CorpusProgram& program,
                                                   const Compiler& compiler);
  absl::StatusOr<std::filesystem::path> Compile(const std::vector<std::string>& words,
                                                const std::string& inputs, bool cxx,
                                                const Compiler& compiler);

  Cache cache_;
  TempDir folder_;
  bool precompiled_;
  std::map<std::string, std::vector<std::string>> headers_;  // arguments, by compiler and library
};

}  // namespace racelab

#endif  // RACELAB_TESTS_CORPUS_PROGRAM_BUILDER_H_
