// demo_bench: whether racelab demo shows the bug every time, the same one, and how soon the first
// picture stands (docs/reference/benchmarks.md).
//
// RACELAB_BENCH_DEMO=20 runs each lab's demo 20 times instead of 100.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "checker/base/subprocess.h"
#include "checker/lab/catalog.h"

namespace racelab {
namespace {

constexpr char kPicture[] = "== The starter under plain stress ==";
constexpr char kFailure[] = "\n== The starter: ";
constexpr char kFix[] = "\n== The solution";

[[noreturn]] void GiveUp(const std::string& why) {
  std::fprintf(stderr, "demo_bench: %s\n", why.c_str());
  std::exit(2);
}

double Now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

int RunsOfEach() {
  int runs = 100;
  const char* text = std::getenv("RACELAB_BENCH_DEMO");
  if (text != nullptr && (!absl::SimpleAtoi(text, &runs) || runs < 1)) {
    GiveUp("RACELAB_BENCH_DEMO is no number of runs");
  }
  return runs;
}

struct Demo {
  double picture = 0;   // seconds until the first picture stood
  std::string failure;  // what it showed as the starter's failure; empty: none
};

Demo Show(const Lab& lab) {
  Demo demo;
  std::string screen;
  const double begin = Now();
  const absl::StatusOr<CommandResult> result =
      RunCommand({.argv = {RACELAB_PROGRAM, "demo", absl::StrCat(lab.number)},
                  .on_output = [&](std::string_view text) {
                    screen.append(text);
                    const bool stands = screen.find(kPicture) != std::string::npos;
                    if (stands && demo.picture == 0) demo.picture = Now() - begin;
                  }});
  if (!result.ok()) GiveUp(std::string(result.status().message()));
  const size_t from = screen.find(kFailure);
  if (result->Ok() && from != std::string::npos) {
    demo.failure = screen.substr(from, screen.find(kFix, from) - from);
  } else {
    std::printf("  lab %d shows no bug: %s\n", lab.number, result->err.c_str());
  }
  return demo;
}

// Whether every run showed the bug, and the same one.
bool ShowOften(const Lab& lab, int runs, std::vector<double>& pictures) {
  const std::string failure = Show(lab).failure;  // it also compiles what is not in the cache
  int shown = 0, same = 0;
  std::vector<double> times;
  for (int run = 0; run < runs; ++run) {
    const Demo demo = Show(lab);
    shown += !demo.failure.empty();
    same += demo.failure == failure;
    times.push_back(demo.picture);
  }
  std::ranges::sort(times);
  std::printf("  %-30s %3d of %d, the same %3d; first picture %.2f s, at most %.2f\n",
              lab.id.c_str(), shown, runs, same, times[times.size() / 2], times.back());
  pictures.insert(pictures.end(), times.begin(), times.end());
  return shown == runs && same == runs;
}

bool ShowAll() {
  setenv("RACELAB_ROOT", RACELAB_SOURCE_DIR, 1);
  const absl::StatusOr<std::vector<Lab>> labs = LoadCatalog(RACELAB_SOURCE_DIR);
  if (!labs.ok()) GiveUp(std::string(labs.status().message()));
  const int runs = RunsOfEach();
  std::vector<double> pictures;
  bool always = true;
  for (const Lab& lab : *labs) always &= ShowOften(lab, runs, pictures);
  std::ranges::sort(pictures);
  std::printf("first picture of all: median %.2f s, 99 of 100 within %.2f s, at most %.2f s\n",
              pictures[pictures.size() / 2], pictures[pictures.size() * 99 / 100], pictures.back());
  return always;
}

}  // namespace
}  // namespace racelab

int main() {
  setvbuf(stdout, nullptr, _IOLBF, 0);
  return racelab::ShowAll() ? 0 : 1;
}
