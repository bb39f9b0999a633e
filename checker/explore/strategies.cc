// The names under which strategies can be asked for, and what the portfolio consists of.
#include "checker/explore/strategies.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "checker/base/text.h"
#include "checker/explore/portfolio.h"

namespace racelab::explore {
namespace {

Portfolio::Parts AllParts(uint64_t seed, uint64_t budget) {
  Portfolio::Parts parts;
  parts.first.push_back(MakeSerial(seed, std::clamp<uint64_t>(budget / 5, 10, 100)));
  parts.turns.push_back(MakeReadsFrom(seed));
  parts.turns.push_back(MakePos(seed));
  parts.turns.push_back(MakeSurw(seed));
  parts.turns.push_back(MakePct(seed));
  parts.turns.push_back(MakeRandom(seed));
  enum { kRf, kPos, kSurw, kPct, kRandom };
  parts.order = {kRf, kPos, kSurw, kRf, kPct, kPos, kRf, kSurw, kPos, kRf, kRandom};
  parts.for_small = kPct;
  parts.systematic.push_back(MakeDfs(false, true));
  parts.systematic.push_back(MakeDfs(true, true));
  parts.proof.push_back(MakeProof());
  return parts;
}

Portfolio::Parts OnePart(std::unique_ptr<Strategy> strategy, uint64_t profiles) {
  Portfolio::Parts parts;
  parts.profiles = profiles;
  parts.turns.push_back(std::move(strategy));
  parts.order = {0};
  return parts;
}

}  // namespace

const std::vector<std::string>& ScheduleStrategies() {
  static const auto* const names = new std::vector<std::string>{
      "portfolio", "random", "pct", "pos", "rf", "surw", "serial", "dfs", "dpor"};
  return *names;
}

const std::vector<std::string>& StrategyNames() {
  static const auto* const names = [] {
    auto* all = new std::vector<std::string>(ScheduleStrategies());
    all->insert(all->end(), {"crashes", "faults", "interruptions"});
    return all;
  }();
  return *names;
}

absl::StatusOr<std::unique_ptr<Strategy>> MakeStrategy(const std::string& name, uint64_t seed,
                                                       uint64_t budget, int victim) {
  const auto alone = [&](std::unique_ptr<Strategy> strategy, uint64_t profiles) {
    const std::string_view own_name = strategy->name();  // lives as long as the program
    return std::make_unique<Portfolio>(own_name, seed, budget,
                                       OnePart(std::move(strategy), profiles));
  };
  if (name == "portfolio") {
    return std::make_unique<Portfolio>("portfolio", seed, budget, AllParts(seed, budget));
  }
  if (name == "random") return alone(MakeRandom(seed), 0);
  if (name == "pct") return alone(MakePct(seed), 1);
  if (name == "pos") return alone(MakePos(seed), 0);
  if (name == "rf") return alone(MakeReadsFrom(seed), 1);
  if (name == "surw") return alone(MakeSurw(seed), 1);
  if (name == "serial") return alone(MakeSerial(seed, budget), 1);
  if (name == "dfs") return MakeDfs(true);
  if (name == "dpor") return MakeDpor(false);
  if (name == "crashes") return MakeCrashes(seed, victim);
  if (name == "faults") return MakeFaults(seed);
  if (name == "interruptions") return MakeInterruptions(seed);
  const std::string close = ClosestWord(name, StrategyNames());
  return absl::InvalidArgumentError(absl::StrCat(
      "no strategy '", name, "'", close.empty() ? "" : absl::StrCat("; did you mean ", close, "?"),
      " There are ", absl::StrJoin(StrategyNames(), ", ")));
}

}  // namespace racelab::explore
