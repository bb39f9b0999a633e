// Finds compilers in PATH by their usual names and remembers what each said about itself.
#include "checker/toolchain/compiler.h"

#include <sys/stat.h>
#include <sys/utsname.h>

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "checker/base/files.h"
#include "checker/base/subprocess.h"
#include "checker/base/text.h"
#include "checker/toolchain/cache.h"
#include "checker/toolchain/flags.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;

// What changes when a file is replaced: cheap to ask at every start.
std::string Stamp(const fs::path& path) {
  struct stat info = {};
  if (stat(path.c_str(), &info) != 0) return "-";
  return absl::StrCat(path.string(), " ", info.st_size, " ", info.st_mtim.tv_sec, ".",
                      info.st_mtim.tv_nsec);
}

std::string FirstLine(const std::vector<std::string>& argv) {
  Command command;
  command.argv = argv;
  command.timeout = absl::Seconds(20);
  const absl::StatusOr<CommandResult> result = RunCommand(command);
  if (!result.ok() || !result->Ok()) return "";
  return std::string(absl::StripAsciiWhitespace(result->out.substr(0, result->out.find('\n'))));
}

// What a compiler says about itself: version and the folder that has its runtime libraries.
struct Answers {
  std::string version;
  std::string runtimes;
};

Answers Ask(const std::string& path, const std::string& family) {
  if (family == "clang") {
    return {FirstLine({path, "-dumpversion"}), FirstLine({path, "-print-resource-dir"}) + "/lib"};
  }
  const fs::path libgcc = FirstLine({path, "-print-libgcc-file-name"});
  return {FirstLine({path, "-dumpfullversion", "-dumpversion"}), libgcc.parent_path().string()};
}

// Asks once per compiler: starting two processes for each would slow every start of racelab.
Answers Remembered(const std::string& path, const std::string& family) {
  const absl::StatusOr<Cache> cache = Cache::Open("");
  if (!cache.ok()) return Ask(path, family);
  const std::string key = Sha256(absl::StrCat("compiler\n", family, "\n", Stamp(path)));
  if (const auto entry = cache->Find(key)) {
    const std::vector<std::string> lines = absl::StrSplit(entry->log, '\n');
    if (lines.size() >= 2) return {lines[0], lines[1]};
  }
  const Answers answers = Ask(path, family);
  const absl::StatusOr<fs::path> prepared = cache->Prepare();
  if (!prepared.ok() || answers.version.empty()) return answers;
  WriteFile(*prepared / "output", "").IgnoreError();
  cache->Commit(key, *prepared, absl::StrCat(answers.version, "\n", answers.runtimes, "\n"))
      .IgnoreError();
  return answers;
}

// Where the TSan runtime lies, or "".
fs::path TsanRuntime(const std::string& family, const fs::path& runtimes) {
  utsname machine = {};
  uname(&machine);
  std::vector<fs::path> candidates = {runtimes / "libtsan.so", runtimes / "libtsan.a"};
  if (family == "clang") {
    const std::string name = absl::StrCat("libclang_rt.tsan-", machine.machine, ".a");
    candidates = {runtimes / "linux" / name};
    for (const char* vendor : {"-pc-linux-gnu", "-unknown-linux-gnu", "-linux-gnu"}) {
      candidates.push_back(runtimes / absl::StrCat(machine.machine, vendor) / "libclang_rt.tsan.a");
    }
  }
  for (const fs::path& candidate : candidates) {
    std::error_code error;
    if (fs::exists(candidate, error)) return candidate;
  }
  return {};
}

// Installed files whose replacement may change what a lab's program does.
std::string LibraryStamps() {
  std::string stamps;
  for (const char* include : {"/usr/local/include/", "/usr/include/"}) {
    for (const char* header :
         {"c++", "boost/version.hpp", "boost/thread/detail/config.hpp", "absl/base/config.h",
          "absl/synchronization/mutex.h", "gtest/gtest.h", "features.h"}) {
      absl::StrAppend(&stamps, Stamp(absl::StrCat(include, header)), "\n");
    }
  }
  for (const fs::path& folder : LibraryFolders()) {
    for (const char* library : {"libgtest.a", "libboost_thread.so", "libabsl_synchronization.a",
                                "libabsl_synchronization.so", "libc.so.6", "libstdc++.so.6"}) {
      absl::StrAppend(&stamps, Stamp(folder / library), "\n");
    }
  }
  return stamps;
}

std::optional<Compiler> Examine(const std::string& path, const std::string& family,
                                const std::string& stamps) {
  const Answers answers = Remembered(path, family);
  if (answers.version.empty()) return std::nullopt;
  const fs::path runtime = TsanRuntime(family, answers.runtimes);
  Compiler compiler;
  compiler.path = path;
  compiler.family = family;
  compiler.version = answers.version;
  compiler.has_tsan = !runtime.empty();
  compiler.fingerprint =
      Sha256(absl::StrJoin({path, compiler.version, Stamp(path), Stamp(runtime), stamps}, "\n"));
  return compiler;
}

int Major(const Compiler& compiler) {
  int major = 0;
  if (!absl::SimpleAtoi(compiler.version.substr(0, compiler.version.find('.')), &major)) return 0;
  return major;
}

// The oldest versions that know enough of C++20 for the labs.
bool IsUsable(const Compiler& compiler) {
  return Major(compiler) >= (compiler.family == "clang" ? 14 : 11);
}

// Best first: clang with TSan, g++ with TSan, then those without; the newest first in each group.
auto Rank(const Compiler& compiler) {
  return std::make_tuple((compiler.has_tsan ? 0 : 2) + (compiler.family == "clang" ? 0 : 1),
                         -Major(compiler), compiler.path);
}

// "clang", "clang++", "gcc-12", "g++-12": whether such a name means this compiler.
bool Names(const std::string& which, const Compiler& compiler) {
  const std::pair<std::string, std::string> parts = absl::StrSplit(which, absl::MaxSplits('-', 1));
  const std::string family = absl::StartsWith(parts.first, "clang") ? "clang" : "gcc";
  const bool known = parts.first == "clang" || parts.first == "clang++" || parts.first == "gcc" ||
                     parts.first == "g++";
  return known && family == compiler.family &&
         (parts.second.empty() || parts.second == absl::StrCat(Major(compiler)));
}

}  // namespace

std::vector<Compiler> FindCompilers() {
  std::vector<std::pair<std::string, std::string>> names;  // with the family
  for (int version = 30; version >= 14; --version) {
    names.emplace_back(absl::StrCat("clang++-", version), "clang");
  }
  names.emplace_back("clang++", "clang");
  for (int version = 20; version >= 11; --version) {
    names.emplace_back(absl::StrCat("g++-", version), "gcc");
  }
  names.emplace_back("g++", "gcc");

  std::vector<Compiler> compilers;
  const std::string stamps = LibraryStamps();
  std::set<std::string> seen;  // "clang++" often is "clang++-14" under another name
  for (const auto& [name, family] : names) {
    const std::string path = FindInPath(name);
    std::error_code error;
    if (path.empty() || !seen.insert(family + fs::canonical(path, error).string()).second) continue;
    std::optional<Compiler> compiler = Examine(path, family, stamps);
    if (compiler && IsUsable(*compiler)) compilers.push_back(*std::move(compiler));
  }
  std::sort(compilers.begin(), compilers.end(),
            [](const Compiler& a, const Compiler& b) { return Rank(a) < Rank(b); });
  return compilers;
}

absl::StatusOr<Compiler> PickCompiler(const std::string& which) {
  if (absl::StrContains(which, '/')) {
    const std::string family =
        absl::StrContains(FirstLine({which, "--version"}), "clang") ? "clang" : "gcc";
    std::optional<Compiler> compiler = Examine(fs::absolute(which), family, LibraryStamps());
    if (compiler && IsUsable(*compiler)) return *std::move(compiler);
    return absl::NotFoundError(
        absl::StrCat(which,
                     " is not a C++20 compiler that racelab knows; use clang 14 or newer, "
                     "or g++ 11 or newer"));
  }
  const std::vector<Compiler> compilers = FindCompilers();
  std::vector<std::string> present;
  for (const Compiler& compiler : compilers) {
    if (which.empty() || Names(which, compiler)) return compiler;
    present.push_back(compiler.Name());
  }
  if (present.empty()) {
    return absl::NotFoundError(
        "no C++ compiler here; install clang 14 or newer with its libclang-rt-N-dev, or g++");
  }
  return absl::NotFoundError(
      absl::StrCat("no compiler '", which, "' here; there is ", absl::StrJoin(present, ", "),
                   "; install the package of that name or leave --compiler out"));
}

absl::StatusOr<std::string> CDriverOf(const Compiler& compiler) {
  const fs::path path = compiler.path;
  // "x86_64-linux-gnu-g++-12" or "clang++"; the last one, as "g++" is part of "clang++".
  std::string name = path.filename().string();
  const std::string cxx = absl::StrContains(name, "clang++") ? "clang++" : "g++";
  const size_t at = name.rfind(cxx);
  if (at != std::string::npos) name.replace(at, cxx.size(), cxx == "g++" ? "gcc" : "clang");
  std::error_code error;
  if (at != std::string::npos && fs::exists(path.parent_path() / name, error)) {
    return (path.parent_path() / name).string();
  }
  return absl::NotFoundError(
      absl::StrCat("there is no C compiler beside ", compiler.path, "; install gcc or clang"));
}

}  // namespace racelab
