// Tries ThreadSanitizer out: a known race must be reported, and a known-good program must not.
#include <sys/utsname.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "checker/base/files.h"
#include "checker/base/subprocess.h"
#include "checker/base/text.h"
#include "checker/toolchain/cache.h"
#include "checker/toolchain/compiler.h"
#include "checker/toolchain/flags.h"
#include "checker/toolchain/step.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;

constexpr int kReported = 66;  // exit code of a program about which TSan had something to say

// One after the other, though nothing orders them: ThreadSanitizer may miss two accesses that are
// made at the very same time.
constexpr char kRacy[] =
    "#include <atomic>\n"
    "#include <thread>\n"
    "int hits = 0;\n"
    "std::atomic<bool> counted(false);\n"
    "int main() {\n"
    "  std::thread other([] {\n"
    "    ++hits;\n"
    "    counted.store(true, std::memory_order_relaxed);\n"
    "  });\n"
    "  while (!counted.load(std::memory_order_relaxed)) std::this_thread::yield();\n"
    "  ++hits;\n"
    "  other.join();\n"
    "}\n";

constexpr char kGood[] =
    "#include <mutex>\n"
    "#include <thread>\n"
    "std::mutex mutex;\n"
    "int hits = 0;\n"
    "void Hit() { std::lock_guard lock(mutex); ++hits; }\n"
    "int main() {\n"
    "  std::thread other(Hit);\n"
    "  Hit();\n"
    "  other.join();\n"
    "}\n";

// Of what the answer depends on besides the compiler: how the kernel lays out memory.
std::string Kernel() {
  utsname kernel = {};
  uname(&kernel);
  // Files in /proc have no size, but ReadFile reads to the end.
  const absl::StatusOr<std::string> bits = ReadFile("/proc/sys/vm/mmap_rnd_bits");
  return absl::StrCat(kernel.release, " ",
                      bits.ok() ? absl::StripAsciiWhitespace(*bits) : "unknown");
}

absl::Status Fails(const Compiler& compiler, const std::string& why, const std::string& log) {
  std::string remedy = "install its runtime (libclang-rt-N-dev, or libtsan of gcc)";
  if (absl::StrContains(log, "unexpected memory mapping")) {
    remedy = "run: sudo sysctl vm.mmap_rnd_bits=28";
  } else if (compiler.has_tsan) {
    remedy = "run 'racelab doctor', or choose another compiler with --compiler";
  }
  return absl::UnavailableError(absl::StrCat("ThreadSanitizer of ", compiler.Name(),
                                             " does not work here: ", why, "; ", remedy));
}

absl::Status TryProgram(const Cache& cache, const Compiler& compiler, const fs::path& root,
                        const std::string& text, int expected_code) {
  const absl::StatusOr<TempDir> folder = TempDir::Create("racelab-probe");
  if (!folder.ok()) return folder.status();
  const absl::Status written = WriteFile(folder->path() / "probe.cc", text);
  if (!written.ok()) return written;
  BuildStep step{
      .root = root, .folder = folder->path(), .argv = {compiler.path}, .inputs = text, .names = {}};
  for (const auto& flags : {CompileFlags(compiler, Variant::kTsan, root, folder->path()),
                            std::vector<std::string>{"-no-pie", "probe.cc"}}) {
    step.argv.insert(step.argv.end(), flags.begin(), flags.end());
  }
  const absl::StatusOr<StepResult> built = RunStep(cache, compiler, step);
  if (!built.ok()) return built.status();
  if (!built->ok) return Fails(compiler, "its programs do not build", built->log);

  Command command;
  command.argv = {built->output.string()};
  command.environment = {absl::StrCat("TSAN_OPTIONS=exitcode=", kReported)};
  command.timeout = absl::Seconds(20);
  const absl::StatusOr<CommandResult> result = RunCommand(command);
  if (!result.ok()) return result.status();
  if (result->signal == 0 && result->code == expected_code) return absl::OkStatus();
  return Fails(compiler,
               expected_code == kReported ? "it does not report a known race"
                                          : "it does not accept a program without a race",
               result->err);
}

}  // namespace

absl::Status ProbeTsan(const Compiler& compiler, const fs::path& root) {
  const absl::StatusOr<Cache> cache = Cache::Open(root);
  if (!cache.ok()) return cache.status();
  const std::string key =
      Sha256(absl::StrCat("tsan works\n", compiler.fingerprint, "\n", Kernel()));
  // Only the good answer is kept: what the student does about a bad one must show at once.
  if (cache->Find(key)) return absl::OkStatus();
  for (const auto& [text, code] : {std::pair(kGood, 0), std::pair(kRacy, kReported)}) {
    const absl::Status status = TryProgram(*cache, compiler, root, text, code);
    if (!status.ok()) return status;
  }
  const absl::StatusOr<fs::path> prepared = cache->Prepare();
  if (!prepared.ok()) return prepared.status();
  const absl::Status written = WriteFile(*prepared / "output", "");
  if (!written.ok()) return written;
  return cache->Commit(key, *prepared, "").status();
}

}  // namespace racelab
