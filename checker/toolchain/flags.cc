// Composes the command lines of the variants.
#include "checker/toolchain/flags.h"

#include <sys/utsname.h>

#include <algorithm>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;

// DWARF 4: of version 5, addr2line of binutils 2.40 gives the first header of a file the file's
// own name.
constexpr char kDebug[] = "-gdwarf-4";

// "-l:libabsl_x.a" or "-labsl_x" for every installed library of Abseil. The linker takes what is
// used; naming them all spares a table of which part of which version needs which other.
std::vector<std::string> AbslFlags() {
  std::vector<std::string> flags = {"-Wl,--start-group"};
  for (const fs::path& folder : LibraryFolders()) {
    std::set<std::string> names;
    std::error_code error;
    for (const auto& file : fs::directory_iterator(folder, error)) {
      const std::string name = file.path().filename().string();
      const bool library = absl::EndsWith(name, ".a") || absl::EndsWith(name, ".so");
      if (absl::StartsWith(name, "libabsl_") && library) names.insert(name);
    }
    for (const std::string& name : names) {
      const std::string archive = fs::path(name).stem().string() + ".a";
      if (absl::EndsWith(name, ".so") && names.contains(archive)) continue;
      flags.push_back(absl::StrCat("-l:", name));
    }
    if (!names.empty()) break;
  }
  flags.push_back("-Wl,--end-group");
  // An installation without Abseil: the linker then says what is missing.
  if (flags.size() == 2) return {"-labsl_synchronization"};
  return flags;
}

}  // namespace

const char* VariantName(Variant variant) {
  switch (variant) {
    case Variant::kPlain: return "plain";
    case Variant::kTsan: return "tsan";
    case Variant::kExplore: return "explore";
  }
  return "";
}

std::vector<std::string> LibraryShim(const fs::path& root) {
  return {"-isystem", root / "checker/toolchain/shims/include"};
}

std::vector<std::string> InstrumentFlags(const std::string& family) {
  // Without optimization, because an optimizer may merge or remove the very accesses that race.
  // Without builtin and fortified functions: a strcpy() that became three moves is not
  // instrumented, and nothing interposes __strcpy_chk().
  std::vector<std::string> flags = {kDebug, "-O0", "-fsanitize=thread", "-fno-builtin",
                                    "-U_FORTIFY_SOURCE"};
  // std::counting_semaphore as a sem_t: that of libstdc++ 12 can sleep although it is
  // free, which is not the student's mistake (docs/decisions/0007). Two names, by version.
  flags.insert(flags.end(),
               {"-D_GLIBCXX_USE_POSIX_SEMAPHORE", "-D_GLIBCXX_REQUIRE_POSIX_SEMAPHORE"});
  // A volatile access is announced as one: a handler may share it with what it interrupts.
  if (family == "clang") {
    flags.insert(flags.end(), {"-mllvm", "-tsan-distinguish-volatile=1"});
    // "++n" is a read and a write; by default clang leaves the read to the write's check.
    flags.insert(flags.end(), {"-mllvm", "-tsan-instrument-read-before-write=1"});
  } else {
    flags.push_back("--param=tsan-distinguish-volatile=1");
  }
  return flags;
}

std::vector<std::string> RuntimeFlags(const fs::path& root, const std::string& name) {
  // It stands in for functions that a compiler knows, and runs where canaries, thread-local storage
  // and fortified functions of the program cannot be relied on.
  std::vector<std::string> flags = {"-std=c++20",
                                    "-gdwarf-4",
                                    "-O2",
                                    "-fno-builtin",
                                    "-fno-rtti",
                                    "-fno-stack-protector",
                                    "-fno-omit-frame-pointer",
                                    "-fno-pie",
                                    "-U_FORTIFY_SOURCE",
                                    "-Wall",
                                    "-Wextra",
                                    "-fdiagnostics-color=never",
                                    absl::StrCat("-I", root.string()),
                                    absl::StrCat("-ffile-prefix-map=", root.string(), "=.")};
  // A thread that ends in a signal handler, or is cancelled at any time, is unwound through the
  // stand-in that it was in: a function compiled with exceptions stops that where it is noexcept.
  const std::string file = fs::path(name).filename();
  const bool throws = file == "interpose_process.cc" || file == "interpose_once.cc";
  if (!throws) flags.push_back("-fno-exceptions");
  return flags;
}

std::vector<std::string> CompileFlags(const Compiler& compiler, Variant variant,
                                      const fs::path& root, const fs::path& folder) {
  std::vector<std::string> flags = {
      "-std=c++20", kDebug, "-fno-omit-frame-pointer", "-fno-pie", "-pthread",
      "-DBOOST_THREAD_VERSION=4", "-Wall", "-Wextra", "-Wshadow", "-fdiagnostics-color=never",
      "-I.", absl::StrCat("-I", root.string()),
      // The last one that matches wins, and the stage may lie inside the root.
      absl::StrCat("-ffile-prefix-map=", root.string(), "=."),
      absl::StrCat("-ffile-prefix-map=", folder.string(), "=.")};
  if (variant == Variant::kPlain) {
    // The preprocessor sees the same as in the variants without optimization: nothing can ask which
    // of them it is in, and what headers do with __OPTIMIZE__ is no difference.
    flags.insert(flags.end(), {"-O2", "-U__OPTIMIZE__", "-D__NO_INLINE__=1", "-U_FORTIFY_SOURCE"});
    return flags;
  }
  const std::vector<std::string> instrument = InstrumentFlags(compiler.family);
  flags.insert(flags.end(), instrument.begin(), instrument.end());
  return flags;
}

std::vector<std::string> LinkFlags(Variant variant) {
  // -no-pie: program counters in the record are then addresses in the file, and the same each time.
  std::vector<std::string> flags = {"-no-pie", "-pthread"};
  // Shared libraries, those loaded by dlopen too, find the runtime in the executable.
  if (variant == Variant::kExplore) flags.push_back("-rdynamic");
  if (variant != Variant::kTsan) return flags;
  flags.push_back("-fsanitize=thread");
  // Accesses that perturbation may delay: checker/harness/interpose_access.cc.
  for (int bytes : {1, 2, 4, 8}) {
    flags.push_back(absl::StrCat("-Wl,--wrap=__tsan_write", bytes));
    for (const char* operation : {"load", "exchange", "fetch_add", "fetch_sub"}) {
      flags.push_back(absl::StrCat("-Wl,--wrap=__tsan_atomic", 8 * bytes, "_", operation));
    }
  }
  return flags;
}

std::vector<std::string> LibraryFlags(Variant variant, const std::vector<std::string>& libraries) {
  std::vector<std::string> flags = {"-Wl,--as-needed"};
  for (const std::string& library : libraries) {
    if (library == "absl") {
      const std::vector<std::string> absl = AbslFlags();
      flags.insert(flags.end(), absl.begin(), absl.end());
    } else {
      flags.push_back(absl::StrCat("-l", library));
      // Timed locks and waits with boost::chrono's clocks.
      if (library == "boost_thread") flags.push_back("-lboost_chrono");
    }
  }
  // Atomics of large types. The other variants have stand-ins.
  if (variant == Variant::kPlain) flags.push_back("-latomic");
  // The runtime looks into uncaught exceptions, also of programs in C.
  if (variant == Variant::kExplore) flags.insert(flags.end(), {"-lstdc++", "-ldl"});
  return flags;
}

std::vector<std::string> Shims(Variant variant, const std::vector<std::string>& libraries) {
  const auto uses = [&](const char* name) { return std::ranges::count(libraries, name) > 0; };
  if (variant == Variant::kPlain) {
    return uses("absl") ? std::vector<std::string>{"absl_cycles.cc"} : std::vector<std::string>();
  }
  std::vector<std::string> shims = {"c11_threads.cc", "future_exit.cc"};
  // The explorer's runtime has a pthread_mutex_clocklock of its own.
  if (variant == Variant::kTsan) {
    shims.insert(shims.end(), {"clocklock.cc", "library_atomics.cc"});
  }
  if (uses("absl")) {
    shims.insert(shims.end(), {"absl_clock.cc", "absl_condition.cc", "absl_events.cc",
                               "absl_mutex.cc", "absl_once.cc"});
  }
  if (uses("boost_thread")) shims.push_back("boost_once.cc");
  return shims;
}

std::vector<fs::path> LibraryFolders() {
  utsname machine = {};
  uname(&machine);
  std::vector<fs::path> folders;
  for (const std::string& folder :
       {std::string("/usr/local/lib"), absl::StrCat("/usr/lib/", machine.machine, "-linux-gnu"),
        std::string("/usr/lib64"), std::string("/usr/lib")}) {
    std::error_code error;
    if (fs::is_directory(folder, error)) folders.push_back(folder);
  }
  return folders;
}

}  // namespace racelab
