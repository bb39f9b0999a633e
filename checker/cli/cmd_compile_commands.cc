// racelab compile-commands: how each file of the labs is compiled, for clangd and its like.
#include <algorithm>
#include <system_error>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "checker/base/files.h"
#include "checker/cli/command.h"
#include "checker/cli/console.h"
#include "checker/cli/report_output.h"
#include "checker/lab/catalog.h"
#include "checker/report/json_text.h"
#include "checker/toolchain/build.h"
#include "checker/toolchain/compiler.h"

namespace racelab {
namespace {

// Every .cc of the lab, sorted.
std::vector<std::string> SourcesOf(const Lab& lab) {
  std::vector<std::string> files;
  std::error_code ignored;  // a folder that cannot be read has nothing to open in an editor
  for (const auto& entry : std::filesystem::recursive_directory_iterator(lab.folder, ignored)) {
    if (entry.path().extension() != ".cc") continue;
    files.push_back(entry.path().lexically_relative(lab.folder).string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

// As the checker itself compiles it (https://clang.llvm.org/docs/JSONCompilationDatabase.html).
Json Entry(const BuildInput& input, const std::string& file, const Compiler& compiler) {
  return {{"directory", input.stage.string()},
          {"file", file},
          {"arguments", CompileCommand(input, file, compiler, Variant::kPlain)}};
}

}  // namespace

int RunCompileCommands(const Options& options) {
  const absl::StatusOr<std::filesystem::path> root = FindRoot();
  if (!root.ok()) return Fail(root.status());
  const absl::StatusOr<std::vector<Lab>> labs = LoadCatalog(*root);
  if (!labs.ok()) return Fail(labs.status());
  const absl::StatusOr<Compiler> compiler = PickCompiler("");
  if (!compiler.ok()) return FailWithoutCompiler(compiler.status(), "");
  Json entries = Json::array();
  for (const Lab& lab : *labs) {
    BuildInput input{.root = *root, .stage = lab.folder, .libraries = lab.manifest.libraries};
    for (const std::string& file : SourcesOf(lab)) entries.push_back(Entry(input, file, *compiler));
  }
  const std::string path =
      options.out.empty() ? (*root / "compile_commands.json").string() : options.out;
  if (const absl::Status written = WriteTarget(path, ToText(entries)); !written.ok()) {
    return Fail(written);
  }
  if (path != "-") Print(absl::StrCat("written: ", path, "\n"));
  return kExitPassed;
}

}  // namespace racelab
