// racelab cc, racelab c++: compiler drivers that make explorable programs. Planned in
// toolchain/driver.cc; this file runs the plan.
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "checker/base/files.h"
#include "checker/base/interrupt.h"
#include "checker/cli/command.h"
#include "checker/cli/console.h"
#include "checker/lab/catalog.h"
#include "checker/toolchain/driver.h"
#include "checker/toolchain/flags.h"
#include "checker/toolchain/locals.h"

namespace racelab {
namespace {

using Strings = std::vector<std::string>;

// "--compiler NAME" or "--compiler=NAME", which must come first, else $RACELAB_COMPILER.
std::string TakeCompiler(Strings& arguments) {
  const char* chosen = getenv("RACELAB_COMPILER");
  std::string compiler = chosen == nullptr ? "" : chosen;
  if (arguments.empty()) return compiler;
  const size_t count = arguments[0] == "--compiler" && arguments.size() > 1 ? 2 : 1;
  if (count == 1 && !absl::StartsWith(arguments[0], "--compiler=")) return compiler;
  compiler = std::string(absl::StripPrefix(arguments[count - 1], "--compiler="));
  arguments.erase(arguments.begin(), arguments.begin() + count);
  return compiler;
}

std::vector<char*> Pointers(const std::string& program, const Strings& arguments) {
  std::vector<char*> pointers = {const_cast<char*>(program.c_str())};
  for (const std::string& text : arguments) pointers.push_back(const_cast<char*>(text.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

// Where a compiler puts the object of its only source.
std::string ObjectName(const Strings& arguments) {
  std::string object;
  for (const Word& word : ReadWords(arguments)) {
    if (word.role == Word::kSource && object.empty()) {
      object = std::filesystem::path(word.text[0]).stem().string() + ".o";
    }
    if (word.role != Word::kOutput) continue;
    return word.text.size() > 1 ? word.text[1] : word.text[0].substr(2);
  }
  return object;
}

int CannotStart(const std::string& program, int error) {
  Complain(absl::StrCat(program, " cannot be started: ", std::strerror(error)));
  return kExitInconclusive;
}

// Becomes the compiler. Returns only when that fails.
int Exec(const std::string& program, const Strings& arguments) {
  execv(program.c_str(), Pointers(program, arguments).data());
  return CannotStart(program, errno);
}

// Runs the compiler on our own terminal and returns its exit code, as a shell counts it.
int Run(const std::string& program, const Strings& arguments) {
  pid_t pid = -1;
  const int error = posix_spawn(&pid, program.c_str(), nullptr, nullptr,
                                Pointers(program, arguments).data(), environ);
  if (error != 0) return CannotStart(program, error);
  int status = 0;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

// Compiles one source to one object; with clang by way of intermediate code.
int CompileOne(const std::string& program, const std::string& family, Strings arguments,
               const std::string& object, const std::filesystem::path& folder) {
  std::optional<TwoSteps> steps = InTwoSteps(arguments, family, object);
  arguments.insert(arguments.end(), {"-o", object});
  if (!steps) return Run(program, arguments);
  const std::string code = (folder / "code.ll").string();
  steps->to_code.insert(steps->to_code.end(), {"-o", code});
  if (const int failed = Run(program, steps->to_code); failed != 0) return failed;
  if (absl::Status status = ShowLocalsIn(code); !status.ok()) return Fail(status);
  steps->to_object.insert(steps->to_object.end(), {code, "-o", object});
  if (Run(program, steps->to_object) == 0) return 0;
  return Run(program, arguments);  // as it is
}

// Compiles without linking.
int CompileOnly(const DriverPlan& plan, const std::string& family, const std::string& program) {
  const Strings& arguments = plan.compile[0];
  const std::string object = ObjectName(arguments);
  if (!InTwoSteps(arguments, family, object)) return Exec(program, arguments);
  CatchInterrupts();
  absl::StatusOr<TempDir> folder = TempDir::Create("racelab-cc");
  if (!folder.ok()) return Fail(folder.status());
  return CompileOne(program, family, arguments, object, folder->path());
}

// Compiles every source to an object of its own, then links.
int CompileAndLink(DriverPlan plan, const std::filesystem::path& root, const Compiler& compiler,
                   const std::string& program) {
  std::optional<TempDir> folder;
  int code = 0;
  if (!plan.compile.empty()) {
    CatchInterrupts();  // the compiler ends at ctrl-C; we then remove the folder
    absl::StatusOr<TempDir> made = TempDir::Create("racelab-cc");
    if (!made.ok()) return Fail(made.status());
    folder = *std::move(made);
  }
  for (size_t i = 0; i < plan.compile.size(); ++i) {
    const std::string object = (folder->path() / absl::StrCat(i, ".o")).string();
    // Linking needs every object, but the user wants to see the mistakes of all files.
    const int failed =
        CompileOne(program, compiler.family, plan.compile[i], object, folder->path());
    if (failed != 0) code = failed;
    if (Interrupted()) return code;
    plan.link[plan.objects[i]] = object;
  }
  if (code != 0) return code;
  const absl::StatusOr<Strings> arguments = LinkArguments(plan, root, compiler);
  if (!arguments.ok()) return Fail(arguments.status());
  return folder ? Run(program, *arguments) : Exec(program, *arguments);
}

}  // namespace

int RunCompilerDriver(bool cxx, Strings arguments) {
  const std::string chosen = TakeCompiler(arguments);
  const absl::StatusOr<std::filesystem::path> root = FindRoot();
  if (!root.ok()) return Fail(root.status());
  const absl::StatusOr<Compiler> compiler = PickCompiler(chosen);
  if (!compiler.ok()) return Fail(compiler.status());
  const absl::StatusOr<std::string> program =
      cxx ? absl::StatusOr<std::string>(compiler->path) : CDriverOf(*compiler);
  if (!program.ok()) return Fail(program.status());
  DriverPlan plan = PlanDriver(ReadWords(ExpandResponseFiles(arguments)), compiler->family, cxx);
  if (plan.as_is) return Exec(*program, arguments);
  const char* name = cxx ? "c++: " : "cc: ";
  if (!plan.refused.empty()) {
    Complain(absl::StrCat(name, plan.refused));
    return kExitFailed;
  }
  if (!plan.warning.empty()) Complain(absl::StrCat(name, "warning: ", plan.warning));
  for (Strings& compile : plan.compile) {
    for (std::string& word : LibraryShim(*root)) compile.push_back(std::move(word));
  }
  if (plan.link.empty()) return CompileOnly(plan, compiler->family, *program);
  return CompileAndLink(plan, *root, *compiler, *program);
}

}  // namespace racelab
