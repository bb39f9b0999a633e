// Finds compilers in PATH by their usual names and remembers what each said about itself.
#include "checker/toolchain/compiler.h"

#include <sys/utsname.h>

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "checker/base/interrupt.h"
#include "checker/base/subprocess.h"
#include "checker/base/text.h"
#include "checker/toolchain/ask.h"
#include "checker/toolchain/flags.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;

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
  const Answers answers = AskCompiler(path, family);
  if (answers.version.empty()) return std::nullopt;
  const fs::path runtime = TsanRuntime(family, answers.runtimes);
  Compiler compiler;
  compiler.path = path;
  compiler.family = family;
  compiler.version = answers.version;
  compiler.broken = answers.broken;
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

// Best first: clang with TSan, g++ with TSan, then those without, then what is broken; the newest
// first in each group.
auto Rank(const Compiler& compiler) {
  return std::make_tuple(!compiler.broken.empty(), !compiler.has_tsan, compiler.family != "clang",
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

absl::StatusOr<Compiler> Working(const Compiler& compiler) {
  if (compiler.broken.empty()) return compiler;
  return absl::UnavailableError(
      absl::StrCat(compiler.Name(), " does not work here: ", compiler.broken));
}

}  // namespace

std::vector<Compiler> FindCompilers(bool broken_too) {
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
    if (!compiler || !IsUsable(*compiler)) continue;
    if (broken_too || compiler->broken.empty()) compilers.push_back(*std::move(compiler));
  }
  std::sort(compilers.begin(), compilers.end(),
            [](const Compiler& a, const Compiler& b) { return Rank(a) < Rank(b); });
  return compilers;
}

absl::StatusOr<Compiler> PickCompiler(const std::string& which) {
  if (absl::StrContains(which, '/')) {
    const std::string family =
        absl::StrContains(FirstLineOf({which, "--version"}), "clang") ? "clang" : "gcc";
    std::optional<Compiler> compiler = Examine(fs::absolute(which), family, LibraryStamps());
    if (Interrupted()) return absl::CancelledError("interrupted");
    if (compiler && IsUsable(*compiler)) return Working(*compiler);
    return absl::NotFoundError(
        absl::StrCat(which,
                     " is not a C++20 compiler that racelab knows; use clang 14 or newer, "
                     "or g++ 11 or newer"));
  }
  const std::vector<Compiler> compilers = FindCompilers(/*broken_too=*/true);
  // Those that were not asked any more look as if they were missing.
  if (Interrupted()) return absl::CancelledError("interrupted");
  std::vector<std::string> present;
  for (const Compiler& compiler : compilers) {
    if (which.empty() || Names(which, compiler)) return Working(compiler);
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
