// Starts compilers with questions and keeps the answers in the build cache.
#include "checker/toolchain/ask.h"

#include <sys/stat.h>
#include <sys/utsname.h>

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "checker/base/files.h"
#include "checker/base/subprocess.h"
#include "checker/base/text.h"
#include "checker/toolchain/cache.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;

// Has a folder for each version of gcc that is here, if only a part of it.
fs::path GccFolder() {
  utsname machine = {};
  uname(&machine);
  return absl::StrCat("/usr/lib/gcc/", machine.machine, "-linux-gnu");
}

// clang takes the C++ headers of the newest gcc, even where only that gcc's C part is installed: a
// package of kernel headers brings that along.
std::string WhyBroken(const std::string& path, const std::string& family) {
  Command command;
  command.argv = {path, "-std=c++20", "-x", "c++", "-E", "-"};
  command.input = "#include <thread>\n";
  command.timeout = absl::Seconds(20);
  const absl::StatusOr<CommandResult> result = RunCommand(command);
  if (result.ok() && result->Ok()) return "";
  int newest = 0;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(GccFolder(), error)) {
    int version = 0;
    const bool whole = fs::exists(entry.path() / "crtbegin.o", error);
    if (whole && absl::SimpleAtoi(entry.path().filename().string(), &version)) {
      newest = std::max(newest, version);
    }
  }
  const bool known = family == "clang" && newest > 0;
  return absl::StrCat("it cannot include <thread>; apt-get install ",
                      known ? absl::StrCat("libstdc++-", newest, "-dev") : "g++");
}

Answers Ask(const std::string& path, const std::string& family) {
  Answers answers;
  if (family == "clang") {
    answers.version = FirstLineOf({path, "-dumpversion"});
    answers.runtimes = FirstLineOf({path, "-print-resource-dir"}) + "/lib";
  } else {
    answers.version = FirstLineOf({path, "-dumpfullversion", "-dumpversion"});
    answers.runtimes = fs::path(FirstLineOf({path, "-print-libgcc-file-name"})).parent_path();
  }
  if (!answers.version.empty()) answers.broken = WhyBroken(path, family);
  return answers;
}

}  // namespace

Answers AskCompiler(const std::string& path, const std::string& family) {
  const absl::StatusOr<Cache> cache = Cache::Open("");
  if (!cache.ok()) return Ask(path, family);
  const std::string key = Sha256(absl::StrJoin(
      {std::string("compiler"), family, Stamp(path), Stamp("/usr/include/c++"), Stamp(GccFolder())},
      "\n"));
  if (const auto entry = cache->Find(key)) {
    const std::vector<std::string> lines = absl::StrSplit(entry->log, '\n');
    if (lines.size() >= 3) return {lines[0], lines[1], lines[2]};
  }
  const Answers answers = Ask(path, family);
  const absl::StatusOr<fs::path> prepared = cache->Prepare();
  if (!prepared.ok() || answers.version.empty()) return answers;
  WriteFile(*prepared / "output", "").IgnoreError();
  cache
      ->Commit(key, *prepared,
               absl::StrCat(answers.version, "\n", answers.runtimes, "\n", answers.broken, "\n"))
      .IgnoreError();
  return answers;
}

std::string Stamp(const fs::path& path) {
  struct stat info = {};
  if (stat(path.c_str(), &info) != 0) return "-";
  return absl::StrCat(path.string(), " ", info.st_size, " ", info.st_mtim.tv_sec, ".",
                      info.st_mtim.tv_nsec);
}

std::string FirstLineOf(const std::vector<std::string>& argv) {
  Command command;
  command.argv = argv;
  command.timeout = absl::Seconds(20);
  const absl::StatusOr<CommandResult> result = RunCommand(command);
  if (!result.ok() || !result->Ok()) return "";
  return std::string(absl::StripAsciiWhitespace(result->out.substr(0, result->out.find('\n'))));
}

}  // namespace racelab
