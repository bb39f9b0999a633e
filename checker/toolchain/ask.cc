// Starts compilers with questions and keeps the answers in the build cache.
#include "checker/toolchain/ask.h"

#include <sys/stat.h>
#include <sys/utsname.h>

#include <algorithm>
#include <optional>

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
// package of kernel headers brings that along. Nullopt when there was no answer.
std::optional<std::string> WhyBroken(const std::string& path, const std::string& family) {
  Command command;
  command.argv = {path, "-std=c++20", "-x", "c++", "-E", "-"};
  command.input = "#include <thread>\n";
  command.timeout = absl::Minutes(2);
  const absl::StatusOr<CommandResult> result = RunCommand(command);
  if (!result.ok() || result->timed_out || result->signal != 0) return std::nullopt;
  if (result->Ok()) return "";
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

// Nullopt where a question got no answer.
std::optional<Answers> Ask(const std::string& path, const std::string& family) {
  const bool clang = family == "clang";
  const std::string version =
      FirstLineOf(clang ? std::vector<std::string>{path, "-dumpversion"}
                        : std::vector<std::string>{path, "-dumpfullversion", "-dumpversion"});
  const fs::path place =
      FirstLineOf({path, clang ? "-print-resource-dir" : "-print-libgcc-file-name"});
  if (version.empty() || place.empty()) return std::nullopt;
  const std::optional<std::string> broken = WhyBroken(path, family);
  if (!broken) return std::nullopt;
  return Answers{version, clang ? place / "lib" : place.parent_path(), *broken};
}

}  // namespace

Answers AskCompiler(const std::string& path, const std::string& family) {
  const absl::StatusOr<Cache> cache = Cache::Open("");
  if (!cache.ok()) return Ask(path, family).value_or(Answers{});
  const std::string key = Sha256(absl::StrJoin(
      {std::string("compiler"), family, Stamp(path), Stamp("/usr/include/c++"), Stamp(GccFolder())},
      "\n"));
  if (const auto entry = cache->Find(key)) {
    const std::vector<std::string> lines = absl::StrSplit(entry->log, '\n');
    if (lines.size() >= 3) return {lines[0], lines[1], lines[2]};
  }
  const std::optional<Answers> answers = Ask(path, family);
  if (!answers) return {};
  const absl::StatusOr<fs::path> prepared = cache->Prepare();
  if (!prepared.ok()) return *answers;
  WriteFile(*prepared / "output", "").IgnoreError();
  const std::string log =
      absl::StrJoin({answers->version, answers->runtimes, answers->broken}, "\n");
  cache->Commit(key, *prepared, log + "\n").IgnoreError();
  return *answers;
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
