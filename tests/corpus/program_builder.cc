// Compiles through the driver's plan and the build cache; links into a temporary folder.
#include "tests/corpus/program_builder.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "checker/base/subprocess.h"
#include "checker/base/text.h"
#include "checker/toolchain/driver.h"
#include "checker/toolchain/flags.h"
#include "checker/toolchain/step.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;
using Strings = std::vector<std::string>;

const fs::path kRoot = RACELAB_SOURCE_DIR;

absl::Status DoesNot(const std::string& what, const std::string& log) {
  return absl::InvalidArgumentError(absl::StrCat("it does not ", what, ":\n", log));
}

}  // namespace

absl::StatusOr<ProgramBuilder> ProgramBuilder::Create(bool precompiled) {
  absl::StatusOr<Cache> cache = Cache::Open(kRoot);
  if (!cache.ok()) return cache.status();
  absl::StatusOr<TempDir> folder = TempDir::Create("racelab-corpus");
  if (!folder.ok()) return folder.status();
  return ProgramBuilder(*std::move(cache), *std::move(folder), precompiled);
}

// One object, or one precompiled header, through the plan of the driver.
absl::StatusOr<fs::path> ProgramBuilder::Compile(const Strings& words, const std::string& inputs,
                                                 bool cxx, const Compiler& compiler) {
  const DriverPlan plan = PlanDriver(ReadWords(words), compiler.family, cxx);
  const absl::StatusOr<std::string> driver =
      cxx ? absl::StatusOr<std::string>(compiler.path) : CDriverOf(compiler);
  if (!driver.ok()) return driver.status();
  BuildStep step{.root = kRoot, .folder = folder_.path(), .argv = {*driver}, .inputs = inputs};
  step.argv.insert(step.argv.end(), plan.compile.at(0).begin(), plan.compile[0].end());
  for (const std::string& word : LibraryShim(kRoot)) step.argv.push_back(word);
  const absl::StatusOr<StepResult> result = RunStep(cache_, compiler, step);
  if (!result.ok()) return result.status();
  if (!result->ok) return DoesNot("compile without warnings", result->log);
  return result->output;
}

// The arguments that put the precompiled headers in front of a program.
absl::StatusOr<Strings> ProgramBuilder::Headers(const CorpusProgram& program,
                                                const Compiler& compiler) {
  if (!precompiled_ || !program.Cxx() || program.defines) return Strings();
  std::string library = "std";
  for (const char* known : {"boost_thread", "absl"}) {
    for (const std::string& used : program.libraries) library = used == known ? used : library;
  }
  const auto [known, is_new] = headers_.try_emplace(absl::StrCat(compiler.path, library));
  if (!is_new) return known->second;
  const std::string macro = absl::StrCat("-DCORPUS_", absl::AsciiStrToUpper(library));
  const fs::path header = kRoot / "tests/corpus/headers.h";
  const absl::StatusOr<std::string> text = ReadFile(header);
  if (!text.ok()) return text.status();
  Strings words = {"-std=c++20", "-Wall", "-Wextra", macro, "-x", "c++-header", header.string()};
  if (compiler.family == "clang") words.insert(words.end(), {"-Xclang", "-fno-pch-timestamp"});
  // What it holds names its own file, so another checkout has another one.
  const std::string inputs = absl::StrCat(Sha256(*text), header.string());
  const absl::StatusOr<fs::path> made = Compile(words, inputs, true, compiler);
  if (!made.ok()) return made.status();
  // A name of its own: the cache may remove what was not used for some minutes.
  const fs::path mine = folder_.path() / absl::StrCat(compiler.family, "-", library, ".h.gch");
  if (absl::Status status = LinkOrCopy(*made, mine); !status.ok()) return status;
  Strings arguments = {macro, "-include-pch", mine.string()};
  if (compiler.family == "gcc") {  // it looks beside the header that it is told to include
    const fs::path name = fs::path(mine).replace_extension();
    if (absl::Status status = WriteFile(name, *text); !status.ok()) return status;
    arguments = {macro, "-Winvalid-pch", "-include", name.string()};
  }
  return known->second = arguments;
}

absl::StatusOr<fs::path> ProgramBuilder::Build(const CorpusProgram& program,
                                               const Compiler& compiler) {
  const absl::StatusOr<Strings> headers = Headers(program, compiler);
  if (!headers.ok()) return headers.status();
  const absl::StatusOr<std::string> text = ReadFile(program.path);
  if (!text.ok()) return text.status();
  Strings words = {program.Cxx() ? "-std=c++20" : "-std=c17", "-Wall", "-Wextra", "-Werror"};
  if (compiler.family == "gcc") words.push_back("-Wno-tsan");  // says that it knows no fences
  words.insert(words.end(), headers->begin(), headers->end());
  words.insert(words.end(), {"-c", program.path.string()});
  const absl::StatusOr<fs::path> object = Compile(words, Sha256(*text), program.Cxx(), compiler);
  if (!object.ok()) return object.status();

  Strings inputs = {object->string()};
  for (const std::string& library : program.libraries) {
    inputs.push_back(library == "absl" ? "-labsl_synchronization" : absl::StrCat("-l", library));
    if (library == "boost_thread") inputs.push_back("-lboost_chrono");
  }
  const DriverPlan plan = PlanDriver(ReadWords(inputs), compiler.family, program.Cxx());
  const absl::StatusOr<Strings> link = LinkArguments(plan, kRoot, compiler);
  if (!link.ok()) return link.status();
  const fs::path executable = folder_.path() / absl::StrCat(program.name, ".", compiler.family);
  Command command;
  command.argv = {compiler.path, "-o", executable.string()};
  command.argv.insert(command.argv.end(), link->begin(), link->end());
  const absl::StatusOr<CommandResult> linked = RunCommand(command);
  if (!linked.ok()) return linked.status();
  if (!linked->Ok()) return DoesNot("link", linked->err);
  return executable;
}

}  // namespace racelab
