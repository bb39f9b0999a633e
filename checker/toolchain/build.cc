// Compiles the student's, the given, the kit's and the harness's files and links them.
#include "checker/toolchain/build.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "checker/base/files.h"
#include "checker/toolchain/cache.h"
#include "checker/toolchain/compile.h"
#include "checker/toolchain/diagnostics.h"
#include "checker/toolchain/flags.h"
#include "checker/toolchain/sources.h"
#include "checker/toolchain/step.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;

constexpr int64_t kSourceLimit = 1 << 20;
constexpr int64_t kPreprocessedLimit = 256 << 20;

// What an assembler or a driver says, whose messages have no line of the source.
std::string FirstComplaint(const std::string& log) {
  const size_t at = log.find("rror: ");
  if (at == std::string::npos) return "see the compiler's log";
  return log.substr(at + 6, log.find('\n', at) - at - 6);
}

// What a unit that does not compile says about the student's files. A given file is the student's
// failure where it is one of their headers that it does not go with.
absl::Status ExplainCompile(const BuildInput& input, const Unit& unit, BuildOutput& output) {
  const std::string& name = unit.source.name;
  const bool mine = unit.source.owner == Source::kStudent;
  if (mine && !unit.result.exhausted.empty()) {
    output.diagnostics.push_back({name, 0, true,
                                  absl::StrCat("the compiler gave up on ", name,
                                               ": it took more than ", unit.result.exhausted,
                                               "; look for an endless template, "
                                               "constexpr or #include")});
    return absl::OkStatus();
  }
  std::vector<Diagnostic> found = ParseCompilerLog(unit.result.log, input.edit);
  const bool explained = std::ranges::any_of(found, [&](const Diagnostic& d) {
    return d.error && std::ranges::count(input.edit, d.file);
  });
  const bool header = std::ranges::any_of(input.edit, [](const auto& f) { return !IsSource(f); });
  const std::string why = found.empty() ? FirstComplaint(unit.result.log) : found[0].message;
  if (!explained && mine) {
    found = {{name, 0, true, absl::StrCat(name, " does not compile: ", why)}};
  } else if (!explained && header && unit.source.owner == Source::kGiven) {
    found = {{"", 0, true, absl::StrCat(name, " does not compile with your header: ", why)}};
  } else if (!explained) {
    return OurFault(absl::StrCat(name, " does not compile"), unit.result.log);
  }
  output.diagnostics.insert(output.diagnostics.end(), found.begin(), found.end());
  return absl::OkStatus();
}

// Collects the results of compiling. Afterwards output.ok says whether there is something to link.
absl::Status Collect(const BuildInput& input, const std::vector<Unit>& units, BuildOutput& output) {
  output.ok = true;
  for (const Unit& unit : units) {
    if (!unit.status.ok()) return unit.status;
    if (!unit.result.ok) {
      output.ok = false;
      absl::StrAppend(&output.log, unit.result.log);
      if (absl::Status s = ExplainCompile(input, unit, output); !s.ok()) return s;
    } else {
      const auto found = ParseCompilerLog(unit.result.log, input.edit);  // warnings
      output.diagnostics.insert(output.diagnostics.end(), found.begin(), found.end());
      if (unit.source.owner == Source::kStudent) output.objects.push_back(unit.result.output);
    }
  }
  // A header's warnings come with each file that includes it.
  std::vector<Diagnostic> unique;
  for (const Diagnostic& d : output.diagnostics) {
    if (std::ranges::none_of(unique, [&](const Diagnostic& other) {
          return other.file == d.file && other.line == d.line && other.message == d.message;
        })) {
      unique.push_back(d);
    }
  }
  output.diagnostics = std::move(unique);
  return absl::OkStatus();
}

// The objects' paths in the cache follow from what they are made from, so that a program can be
// looked up before its objects exist.
BuildStep LinkStep(const BuildInput& input, const Compiler& compiler, Variant variant,
                   const Cache& cache, const std::vector<Unit>& units) {
  BuildStep step{
      .root = input.root, .folder = input.root, .argv = {compiler.path}, .inputs = "", .names = {}};
  Append(step.argv, LinkFlags(variant));
  for (const Unit& unit : units) {
    const fs::path object = cache.OutputOf(StepKey(cache, compiler, unit.step));
    step.argv.push_back(object);
    step.names.emplace_back(object, unit.source.name);
  }
  step.argv.push_back("-lgtest");
  Append(step.argv, LibraryFlags(variant, input.libraries));
  return step;
}

absl::Status ExplainLink(const BuildInput& input, const StepResult& result, BuildOutput& output) {
  output.ok = false;
  output.log = result.log;
  if (const size_t at = result.log.find("cannot find -l"); at != std::string::npos) {
    const std::string line = result.log.substr(at, result.log.find_first_of(":\n", at) - at);
    return absl::UnavailableError(absl::StrCat(
        "the linker ", line, "; install libgtest-dev, libboost-thread-dev and libabsl-dev"));
  }
  const auto found = ParseLinkerLog(result.log, input.edit, input.given);
  if (found.empty()) return OurFault("the program does not link", result.log);
  output.diagnostics.insert(output.diagnostics.end(), found.begin(), found.end());
  return absl::OkStatus();
}

// A student's file that is no ordinary small text, before a compiler chokes on it.
void CheckFiles(const BuildInput& input, BuildOutput& output) {
  for (const std::string& name : input.edit) {
    const absl::StatusOr<std::string> text = ReadFile(input.stage / name, kSourceLimit);
    if (text.ok()) continue;
    const std::string why = absl::IsResourceExhausted(text.status())
                                ? "is larger than 1 MiB; hand in only your own code"
                                : "cannot be read; it must be an ordinary file";
    output.diagnostics.push_back({name, 0, true, absl::StrCat(name, " ", why)});
  }
}

}  // namespace

absl::StatusOr<BuildOutput> BuildLab(const BuildInput& input, const Compiler& compiler,
                                     Variant variant) {
  BuildOutput output;
  CheckFiles(input, output);
  if (!output.diagnostics.empty()) return output;
  const absl::StatusOr<Cache> cache = Cache::Open(input.root);
  if (!cache.ok()) return cache.status();
  absl::StatusOr<std::vector<Unit>> units =
      MakeUnits(input, ListSources(input, variant), compiler, variant);
  if (!units.ok()) return units.status();

  const BuildStep link = LinkStep(input, compiler, variant, *cache, *units);
  const std::optional<CacheEntry> linked = cache->Find(StepKey(*cache, compiler, link));
  if (linked) {  // only the student's objects and warnings are still asked for
    std::erase_if(*units, [](const Unit& unit) { return unit.source.owner != Source::kStudent; });
  }
  CompileAll(*cache, compiler, *units);
  if (absl::Status s = Collect(input, *units, output); !s.ok()) return s;
  if (!output.ok) return output;
  if (linked) {
    output.executable = linked->output;
    return output;
  }

  const absl::StatusOr<StepResult> program = RunStep(*cache, compiler, link);
  if (!program.ok()) return program.status();
  if (!program->ok) {
    if (absl::Status s = ExplainLink(input, *program, output); !s.ok()) return s;
    return output;
  }
  output.executable = program->output;
  cache->Trim();
  return output;
}

absl::StatusOr<std::string> Preprocess(const BuildInput& input, const std::string& file,
                                       const Compiler& compiler, bool sanitizer) {
  const absl::StatusOr<Cache> cache = Cache::Open(input.root);
  if (!cache.ok()) return cache.status();
  const Variant variant = sanitizer ? Variant::kTsan : Variant::kPlain;
  auto units = MakeUnits(input, {{Source::kStudent, file}}, compiler, variant);
  if (!units.ok()) return units.status();
  BuildStep& step = units->front().step;
  step.argv.push_back("-E");
  const absl::StatusOr<StepResult> result = RunStep(*cache, compiler, step);
  if (!result.ok()) return result.status();
  if (!result->ok) {
    return absl::InvalidArgumentError(
        absl::StrCat(file, " cannot be preprocessed: ", MainLines(result->log)));
  }
  return ReadFile(result->output, kPreprocessedLimit);
}

std::vector<std::string> CompileCommand(const BuildInput& input, const std::string& file,
                                        const Compiler& compiler, Variant variant) {
  return CompileStep(input, compiler, variant, {Source::kStudent, file}, "").argv;
}

}  // namespace racelab
