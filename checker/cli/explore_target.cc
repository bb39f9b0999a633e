// Finds, stages and builds what is to be explored.
#include "checker/cli/explore_target.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "checker/base/files.h"
#include "checker/cli/reproduce.h"
#include "checker/lab/catalog.h"
#include "checker/toolchain/compiler.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;

absl::StatusOr<std::unique_ptr<NamedTarget>> FindProgram(const Options& options) {
  std::error_code error;
  const fs::path path = fs::absolute(options.lab, error);
  if (!fs::is_regular_file(path, error)) {
    return absl::NotFoundError(absl::StrCat(options.lab, ": there is no such program"));
  }
  if (access(path.c_str(), X_OK) != 0) {
    return absl::InvalidArgumentError(absl::StrCat(options.lab, " cannot be executed"));
  }
  if (!options.submission.empty() || !options.test.empty()) {
    return absl::InvalidArgumentError("--submission and --test are for labs, not for programs");
  }
  auto named = std::make_unique<NamedTarget>();
  named->name = options.lab;
  named->target.argv = {options.lab};
  named->target.argv.insert(named->target.argv.end(), options.arguments.begin(),
                            options.arguments.end());
  named->target.facts.executable = path;
  named->target.replay = ReplayTarget(named->target.argv);
  return named;
}

absl::StatusOr<std::unique_ptr<NamedTarget>> FindStagedLab(const Options& options) {
  const absl::StatusOr<fs::path> root = FindRoot();
  if (!root.ok()) return root.status();
  const absl::StatusOr<Lab> lab = FindLab(*root, options.lab);
  std::error_code error;
  if (!lab.ok() && fs::is_regular_file(options.lab, error)) {
    return absl::NotFoundError(
        absl::StrCat("there is no lab '", options.lab, "'; for the program write ./", options.lab));
  }
  if (!lab.ok()) return lab.status();
  const absl::StatusOr<Compiler> compiler = PickCompiler(options.compiler);
  if (!compiler.ok()) return compiler.status();
  auto named = std::make_unique<NamedTarget>();
  named->name = lab->id;
  named->sandbox = ProbeSandbox();
  absl::StatusOr<Stage> stage = MakeStage(*root, *lab, options.submission, false);
  if (!stage.ok()) return stage.status();
  if (!stage->problems.empty()) return absl::InvalidArgumentError(stage->problems.front().message);
  named->stage = *std::move(stage);
  const CheckContext context{.lab = &*lab,
                             .compiler = &*compiler,
                             .sandbox = &named->sandbox,
                             .input = named->stage->input,
                             .reproduce = "",
                             .replay = ReplayTarget(options, *lab),
                             .progress = [](const std::string&) {}};
  absl::StatusOr<ExploreTarget> target = LabTarget(context, 10);
  if (absl::IsFailedPrecondition(target.status())) {
    return absl::FailedPreconditionError(
        absl::StrCat(target.status().message(), "; './racelab check ", lab->number, "' says why"));
  }
  if (!target.ok()) return target.status();
  named->target = *std::move(target);
  return named;
}

}  // namespace

absl::StatusOr<std::unique_ptr<NamedTarget>> FindTarget(const Options& options) {
  return absl::StrContains(options.lab, '/') ? FindProgram(options) : FindStagedLab(options);
}

absl::StatusOr<std::vector<std::string>> TestsOf(const NamedTarget& named, const std::string& test,
                                                 const std::string& strategy) {
  if (!named.IsLab()) return std::vector<std::string>{""};
  auto tests = ListTests(named.target, SuiteFor(strategy));
  if (!tests.ok() || test.empty()) return tests;
  if (std::ranges::count(*tests, test) > 0) return std::vector<std::string>{test};
  return absl::InvalidArgumentError(absl::StrCat(
      named.name, " has no test '", test, "' to explore; it has: ", absl::StrJoin(*tests, ", ")));
}

absl::StatusOr<std::vector<std::string>> LabsWithTest(const std::string& test) {
  const absl::StatusOr<fs::path> root = FindRoot();
  if (!root.ok()) return root.status();
  const absl::StatusOr<std::vector<Lab>> labs = LoadCatalog(*root);
  if (!labs.ok()) return labs.status();
  const std::pair<std::string, std::string> name = absl::StrSplit(test, absl::MaxSplits('.', 1));
  const std::string sign = absl::StrCat("(", name.first, ", ", name.second, ")");
  std::vector<std::string> ids;
  for (const Lab& lab : *labs) {
    const absl::StatusOr<std::string> text = ReadFile(lab.folder / "lab_test.cc");
    if (text.ok() && absl::StrContains(*text, sign)) ids.push_back(lab.id);
  }
  return ids;
}

}  // namespace racelab
