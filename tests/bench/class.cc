// class_bench: a class of made-up submissions graded whole, again, and in two parts: what it costs,
// and whether the results are the same bytes (docs/reference/benchmarks.md).
//
// RACELAB_BENCH_CLASS=20x2 makes it 20 submissions of 2 labs instead of 200 of 6.
#include <poll.h>
#include <sys/wait.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <thread>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "checker/base/files.h"
#include "checker/base/spawn.h"
#include "checker/base/subprocess.h"
#include "tests/support/processes_of.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void GiveUp(const std::string& why) {
  std::fprintf(stderr, "class_bench: %s\n", why.c_str());
  std::exit(2);
}

double Now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// Threads, memory orders and processes.
const std::vector<std::string> kLabs = {"01_lost_update",           "05_transfer_deadlock",
                                        "06_bounded_queue",         "10_striped_map",
                                        "21_shared_memory_counter", "15_publish"};

struct Size {
  int students = 200;
  int labs = 6;
};

Size SizeOfClass() {
  Size size;
  const char* text = std::getenv("RACELAB_BENCH_CLASS");
  if (text == nullptr) return size;
  const std::pair<std::string, std::string> parts = absl::StrSplit(text, absl::MaxSplits('x', 1));
  const bool good = absl::SimpleAtoi(parts.first, &size.students) &&
                    absl::SimpleAtoi(parts.second, &size.labs) && size.students > 0 &&
                    size.labs > 0 && size.labs <= static_cast<int>(kLabs.size());
  if (!good) GiveUp("RACELAB_BENCH_CLASS is no size such as 20x2, with at most 6 labs");
  return size;
}

// Folders of known answers, right and wrong ones, in order.
std::vector<fs::path> AnswersOf(const std::string& lab) {
  std::vector<fs::path> answers;
  for (const char* kind : {"accepted", "wrong"}) {
    for (const auto& entry :
         fs::directory_iterator(fs::path(RACELAB_SOURCE_DIR) / "solutions" / lab / kind)) {
      answers.push_back(entry.path());
    }
  }
  std::ranges::sort(answers);
  return answers;
}

// Every file says whose it is, so that no two students' builds are the same.
void HandIn(const fs::path& answer, const fs::path& to, int student) {
  fs::create_directories(to);
  for (const auto& entry : fs::directory_iterator(answer)) {
    const std::string text = ReadFile(entry.path()).value();
    const absl::Status written =
        WriteFile(to / entry.path().filename(), absl::StrCat(text, "// Student ", student, ".\n"));
    if (!written.ok()) GiveUp(std::string(written.message()));
  }
}

void MakeClass(const fs::path& folder, Size size) {
  for (int lab = 0; lab < size.labs; ++lab) {
    const std::vector<fs::path> answers = AnswersOf(kLabs[lab]);
    for (int student = 0; student < size.students; ++student) {
      const fs::path& answer = answers[(7 * student + 3 * lab) % answers.size()];
      HandIn(answer, folder / absl::StrCat("student", 1000 + student) / kLabs[lab], student);
    }
  }
}

// What the processes that carry `mark` have in memory, in KiB; what they share counts once (Pss).
int64_t MemoryOf(const std::string& mark) {
  int64_t sum = 0;
  for (const auto& [pid, command] : ProcessesOf(mark)) {
    const std::string rollup = ReadSystemFile(absl::StrCat("/proc/", pid, "/smaps_rollup"));
    const size_t at = rollup.find("\nPss:");
    int64_t kilobytes = 0;
    if (at != std::string::npos) std::sscanf(rollup.c_str() + at, "\nPss: %ld", &kilobytes);
    sum += kilobytes;
  }
  return sum;
}

class ClassBench {
 public:
  explicit ClassBench(Size size) : size_(size) {
    MakeClass(folder_.path() / "class", size);
    for (const char* name : {"tmp", "cache"}) fs::create_directory(folder_.path() / name);
    setenv("TMPDIR", (folder_.path() / "tmp").c_str(), 1);  // all our processes name it
    setenv("RACELAB_CACHE", (folder_.path() / "cache").c_str(), 1);
    setenv("RACELAB_ROOT", RACELAB_SOURCE_DIR, 1);
  }

  bool Run() {
    const int labs = size_.students * size_.labs;
    std::printf("%d submissions x %d labs, known answers, right and wrong ones\n", size_.students,
                size_.labs);
    std::atomic<bool> over{false};
    std::thread watch([&] {
      for (; !over; poll(nullptr, 0, 500)) {
        peak_ = std::max(peak_, MemoryOf(folder_.path() / "tmp"));
      }
    });
    const double first = Grade("local", {});
    over = true;
    watch.join();
    std::printf("  first run             %8.1f s: %.1f submissions and %.1f labs a minute\n", first,
                60 * size_.students / first, 60 * labs / first);
    std::printf("  cost of a submission  %8.1f s, of a lab %.1f s\n", first / size_.students,
                first / labs);
    std::printf("  peak memory           %8.0f MiB, all processes together\n", peak_ / 1024.0);
    const double second = Grade("local", {});
    std::printf("  second run            %8.2f s: %.2f %% of the first\n", second,
                100 * second / first);
    return TwoShards();
  }

 private:
  // Seconds.
  double Grade(const std::string& out, const std::vector<std::string>& more) const {
    Command command{.argv = {RACELAB_PROGRAM, "grade-class", folder_.path() / "class", "--out",
                             folder_.path() / out},
                    .timeout = absl::Hours(24)};
    for (int lab = 0; lab < size_.labs; ++lab) {
      command.argv.insert(command.argv.end(), {"--lab", kLabs[lab]});
    }
    command.argv.insert(command.argv.end(), more.begin(), more.end());
    const double begin = Now();
    const absl::StatusOr<CommandResult> result = RunCommand(command);
    if (!result.ok()) GiveUp(std::string(result.status().message()));
    if (!result->Ok()) GiveUp(absl::StrCat("grade-class: ", result->out, result->err));
    return Now() - begin;
  }

  // At the same time, as on two machines; what is compiled already is taken from the cache.
  bool TwoShards() {
    std::thread other([this] { Grade("shards", {"--shard", "2/2"}); });
    Grade("shards", {"--shard", "1/2"});
    other.join();
    Grade("shards", {});
    int same = 0, different = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder_.path() / "local/results")) {
      if (!entry.is_regular_file()) continue;
      const fs::path name = fs::relative(entry.path(), folder_.path() / "local");
      const absl::StatusOr<std::string> shard = ReadFile(folder_.path() / "shards" / name);
      const bool equal = shard.ok() && *shard == ReadFile(entry.path()).value();
      ++(equal ? same : different);
      if (!equal) std::printf("  DIFFERENT: %s\n", name.c_str());
    }
    const bool grades = ReadFile(folder_.path() / "local/grades.csv").value() ==
                        ReadFile(folder_.path() / "shards/grades.csv").value();
    std::printf(
        "  two shards            %8d results are the same bytes, %d differ; grades.csv %s\n", same,
        different, grades ? "is the same" : "DIFFERS");
    return different == 0 && grades;
  }

  const Size size_;
  const TempDir folder_ = TempDir::Create("bench-class").value();
  int64_t peak_ = 0;
};

}  // namespace
}  // namespace racelab

int main() {
  setvbuf(stdout, nullptr, _IOLBF, 0);
  using namespace racelab;
  return ClassBench(SizeOfClass()).Run() ? 0 : 1;
}
