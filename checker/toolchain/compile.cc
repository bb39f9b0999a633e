// Compiles source files, from the cache where nothing changed, as many at a time as is sensible.
#include "checker/toolchain/compile.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "checker/base/parallel.h"
#include "checker/toolchain/flags.h"

namespace racelab {

namespace fs = std::filesystem;

BuildStep CompileStep(const BuildInput& input, const Compiler& compiler, Variant variant,
                      const Source& source, const std::string& inputs) {
  const bool lab = source.owner == Source::kStudent || source.owner == Source::kGiven;
  BuildStep step{.root = input.root,
                 .folder = lab ? input.stage : input.root,
                 .argv = {compiler.path},
                 .inputs = inputs,
                 .names = {},
                 .ours = !lab};
  // The variants tsan and explore have the same command lines, and so the same objects in the
  // cache.
  Append(step.argv, source.owner == Source::kRuntime
                        ? RuntimeFlags(input.root, source.name)
                        : CompileFlags(compiler, variant, input.root, step.folder));
  if (lab) Append(step.argv, {"-include", "checker/harness/boost_sleep.h"});
  if (lab && variant != Variant::kPlain) Append(step.argv, LibraryShim(input.root));
  Append(step.argv, {"-c", source.name});
  return step;
}

absl::StatusOr<std::vector<Unit>> MakeUnits(const BuildInput& input,
                                            const std::vector<Source>& sources,
                                            const Compiler& compiler, Variant variant) {
  const auto hashes = HashInputs(input, sources);
  if (!hashes.ok()) return hashes.status();
  std::vector<Unit> units;
  for (size_t i = 0; i < sources.size(); ++i) {
    units.push_back(
        {sources[i], CompileStep(input, compiler, variant, sources[i], (*hashes)[i]), {}, {}});
  }
  return units;
}

void CompileAll(const Cache& cache, const Compiler& compiler, std::vector<Unit>& units) {
  ForEachInParallel(units.size(), Processors(), [&](size_t i) {
    absl::StatusOr<StepResult> result = RunStep(cache, compiler, units[i].step);
    units[i].status = result.status();
    if (result.ok()) units[i].result = *std::move(result);
  });
}

absl::StatusOr<std::vector<fs::path>> BuildRuntime(const fs::path& root, const Compiler& compiler,
                                                   const std::vector<std::string>& libraries) {
  const absl::StatusOr<Cache> cache = Cache::Open(root);
  if (!cache.ok()) return cache.status();
  const BuildInput input{
      .root = root, .stage = {}, .edit = {}, .given = {}, .libraries = libraries};
  auto units = MakeUnits(input, ListRuntime(root, libraries), compiler, Variant::kExplore);
  if (!units.ok()) return units.status();
  CompileAll(*cache, compiler, *units);
  std::vector<fs::path> objects;
  for (const Unit& unit : *units) {
    if (!unit.status.ok()) return unit.status;
    if (!unit.result.ok) return OurFault(unit.source.name + " does not compile", unit.result.log);
    objects.push_back(unit.result.output);
  }
  return objects;
}

std::string MainLines(const std::string& log) {
  constexpr size_t kMost = 600;
  if (log.size() <= kMost) return log;
  const size_t error = std::min(log.find("error: "), log.find("undefined reference"));
  if (error == std::string::npos) return absl::StrCat("... ", log.substr(log.size() - kMost));
  const size_t line = log.rfind('\n', error) + 1;  // npos + 1 is the beginning
  const std::string rest = log.substr(line);
  return rest.size() > kMost ? absl::StrCat(rest.substr(0, kMost), " ...") : rest;
}

absl::Status OurFault(const std::string& what, const std::string& log) {
  return absl::UnavailableError(
      absl::StrCat(what,
                   "; restore the racelab tree, or run 'racelab doctor' to see what is missing. "
                   "The compiler said: ",
                   MainLines(log)));
}

}  // namespace racelab
