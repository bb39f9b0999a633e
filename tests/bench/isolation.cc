// What layers of isolation cost: starting one run of /bin/true, with and without each.
#include <cstdio>

#include "absl/strings/str_join.h"
#include "checker/sandbox/sandbox.h"
#include "tests/bench/bench.h"

namespace racelab::bench {
namespace {

constexpr int kRounds = 31, kRuns = 20;

struct Choice {
  std::vector<std::string> off;
  std::vector<double> first, next;  // milliseconds for a first run, and for each that follows
};

double Milliseconds(const Sandbox& sandbox, int runs) {
  const RunPlan plan{.executable = "/bin/true", .runs = std::vector<ProgramRun>(runs)};
  const double start = Now();
  const auto outcomes = RunInSandbox(sandbox, plan, nullptr);
  if (!outcomes.ok() || outcomes->back().end != RunEnd::kExited) GiveUp("/bin/true does not run");
  return 1000 * (Now() - start);
}

}  // namespace

// The choices take turns, so that other load on the machine meets all of them.
bool Isolation() {
  const Sandbox sandbox = ProbeSandbox(RACELAB_PROGRAM);
  Choice choices[] = {{{}, {}, {}},
                      {{kLandlock}, {}, {}},
                      {{kSeccomp}, {}, {}},
                      {{kLandlock, kSeccomp}, {}, {}},
                      {{kLandlock, kSeccomp, kNamespaces}, {}, {}}};
  for (int round = 0; round < kRounds; ++round) {
    for (Choice& choice : choices) {
      Sandbox weaker = sandbox;
      for (const std::string& layer : choice.off) weaker.SwitchOff(layer);
      const double one = Milliseconds(weaker, 1);
      choice.first.push_back(one);
      choice.next.push_back((Milliseconds(weaker, 1 + kRuns) - one) / kRuns);
    }
  }
  std::printf("Active: %s\n", absl::StrJoin(sandbox.Active(), ", ").c_str());
  std::printf("%-30s %12s %12s\n", "without", "first run", "each other");
  for (const Choice& choice : choices) {
    const std::string off = choice.off.empty() ? "-" : absl::StrJoin(choice.off, ", ");
    std::printf("%-30s %9.1f ms %9.2f ms\n", off.c_str(), Median(choice.first),
                Median(choice.next));
  }
  return true;
}

}  // namespace racelab::bench
