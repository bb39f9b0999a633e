// The order of strategies.
#include "checker/explore/portfolio.h"

#include <algorithm>

#include "checker/explore/claim_limits.h"
#include "checker/explore/rng.h"

namespace racelab::explore {
namespace {

constexpr uint64_t kEarly = 300;       // executions of dfs at the start
constexpr uint64_t kEarlyPct = 40;     // and of pct beside it
constexpr uint64_t kSmallPoints = 80;  // in a profile that is small
// Of so many plans the last ones are dpor's, at the end of the search half of them. Together: a
// plan of dpor's runs alone, and ends a batch of others.
constexpr uint64_t kRound = 64, kProofs = 16, kProofsAtTheEnd = 32;
// Executions of dpor beyond the budget where there are several processes, which take longer.
constexpr uint64_t kProofOfProcesses = 400;
// Executions of the proof beyond the budget; then dfs goes on until it has seen all schedules with
// so many preemptions.
constexpr uint64_t kProofBeyond = 5'000;
constexpr int kPreemptions = 3;
// If it takes more than so many until two preemptions are through, three take too many.
constexpr uint64_t kHopeless = 3'000;

// Half of the plans get reused memory; of each half, a quarter early timeouts, a quarter spurious
// wakeups, a quarter both. Where atomics have older values, a third uses them. A round of turns has
// a number that is neither even nor divided by three, so each strategy gets all of them.
void Vary(ExecutionPlan& plan, uint64_t number, bool older) {
  plan.reuse_memory = number % 2 != 0;
  if (older && number % 3 == 2) {
    plan.older_permille = 300;
    if (plan.seed == 0) plan.seed = number + 1;
  }
  if (plan.rule == trace::Rule::kStay) return;  // its decisions are meant as they are
  plan.timeout_permille = (number & 2) != 0 ? 100 : 0;
  plan.spurious_permille = (number & 4) != 0 ? 50 : 0;
}

}  // namespace

Portfolio::Portfolio(std::string_view name, uint64_t seed, uint64_t budget, Parts parts)
    : name_(name), seed_(seed), budget_(budget), parts_(std::move(parts)) {}

std::optional<ExecutionPlan> Portfolio::Next() {
  if (profiled_ < parts_.profiles) return NextProfile();
  const Coverage known = coverage();
  if (known.all && !known.OthersFindMore()) return std::nullopt;
  if (plans_ >= budget_) return NextBeyond();
  if (ProofsTurn()) {
    if (std::optional<ExecutionPlan> plan = NextProof()) return plan;
    if (AnyUnderWay(parts_.proof)) return std::nullopt;
  }
  if (small_ && early_ < kEarly) {
    if (std::optional<ExecutionPlan> plan = NextOfSmall()) return plan;
    if (AnyUnderWay(parts_.systematic)) return std::nullopt;
  }
  if (std::optional<ExecutionPlan> plan = NextFirst()) return plan;
  if (fits_ && plans_ >= budget_ * 7 / 10) {
    if (std::optional<ExecutionPlan> plan = NextSystematic()) return plan;
    if (AnyUnderWay(parts_.systematic)) return std::nullopt;
  }
  return NextTurn();
}

std::optional<ExecutionPlan> Portfolio::NextBeyond() {
  if (ProofCoverage().lost) return std::nullopt;
  if (proves_ ? beyond_ < kProofBeyond : proofs_ < kProofOfProcesses) {
    if (std::optional<ExecutionPlan> plan = NextProof()) return ++beyond_, plan;
    if (AnyUnderWay(parts_.proof)) return std::nullopt;
  }
  if (!proves_ || ProofCoverage().all) return std::nullopt;
  for (size_t i = 0; i < Trees(); ++i) {  // the first one comes first: it is smaller
    const Coverage known = parts_.systematic[i]->coverage();
    if (known.all || known.preemptions >= kPreemptions) continue;
    const bool hopeless = known.executions > kHopeless && known.preemptions + 1 < kPreemptions;
    return known.lost || hopeless ? std::nullopt : From(*parts_.systematic[i], false);
  }
  return std::nullopt;
}

bool Portfolio::ProofsTurn() const {
  const bool at_the_end = plans_ >= budget_ * 7 / 10;
  const uint64_t share = at_the_end ? kProofsAtTheEnd : kProofs;
  return proves_ && plans_ % kRound >= kRound - share;
}

// Serial, pct, the turn and dfs: the last is sure and slow, the others may be lucky. The fewer
// points, the better are the odds that pct promises. Who is through leaves its place to the turn.
std::optional<ExecutionPlan> Portfolio::NextOfSmall() {
  const uint64_t turn = small_turn_++;
  std::optional<ExecutionPlan> plan;
  if (turn % 4 == 0) plan = NextFirst();
  if (turn % 4 == 1 && turn / 4 < kEarlyPct) plan = From(*parts_.turns[parts_.for_small], true);
  if (!plan && turn % 4 != 3) plan = NextTurn();
  if (!plan && (plan = NextSystematic())) ++early_;
  return plan;
}

std::optional<ExecutionPlan> Portfolio::NextProfile() {
  const uint64_t number = profiled_ + under_way_.size();
  if (number >= parts_.profiles) return std::nullopt;
  ExecutionPlan plan;
  plan.record_points = plan.weak = true;
  if (number > 0) {
    plan.rule = trace::Rule::kRandom;
    plan.seed = Rng(seed_ + number, "profile").Next();
    plan.switch_permille = 300;
    plan.reuse_memory = number % 2 != 0;
  }
  ++plans_;
  under_way_.push_back(nullptr);
  return plan;
}

std::optional<ExecutionPlan> Portfolio::From(Strategy& strategy, bool vary) {
  std::optional<ExecutionPlan> plan = strategy.Next();
  if (!plan) return std::nullopt;
  if (vary) Vary(*plan, varied_++, older_);
  ++plans_;
  under_way_.push_back(&strategy);
  return plan;
}

std::optional<ExecutionPlan> Portfolio::NextFirst() {
  for (const auto& strategy : parts_.first) {
    if (std::optional<ExecutionPlan> plan = From(*strategy, true)) return plan;
  }
  return std::nullopt;
}

std::optional<ExecutionPlan> Portfolio::NextTurn() {
  for (size_t tried = 0; tried < parts_.order.size(); ++tried) {
    Strategy& strategy = *parts_.turns[parts_.order[turn_++ % parts_.order.size()]];
    if (std::optional<ExecutionPlan> plan = From(strategy, true)) return plan;
  }
  return std::nullopt;
}

// In turn, so that both trees get equally deep.
std::optional<ExecutionPlan> Portfolio::NextSystematic() {
  for (size_t tried = 0; tried < Trees(); ++tried) {
    Strategy& strategy = *parts_.systematic[systematic_turn_++ % Trees()];
    if (std::optional<ExecutionPlan> plan = From(strategy, false)) return plan;
  }
  return std::nullopt;
}

// Where no memory is used again, the first tree is the second one, too.
size_t Portfolio::Trees() const {
  return reuses_ ? parts_.systematic.size() : std::min<size_t>(1, parts_.systematic.size());
}

std::optional<ExecutionPlan> Portfolio::NextProof() {
  std::optional<ExecutionPlan> plan;
  if (!parts_.proof.empty()) plan = From(*parts_.proof[0], false);
  proofs_ += plan.has_value() ? 1 : 0;
  return plan;
}

bool Portfolio::AnyUnderWay(const Strategies& strategies) const {
  return std::any_of(strategies.begin(), strategies.end(), [this](const auto& strategy) {
    return std::find(under_way_.begin(), under_way_.end(), strategy.get()) != under_way_.end();
  });
}

void Portfolio::Learn(const ExecutionPlan& plan, const Execution& execution, bool mine) {
  Strategy* owner = nullptr;
  older_ |= execution.older;
  reuses_ |= execution.reuses;
  if (mine) {
    owner = under_way_.front();
    under_way_.pop_front();
    if (owner == nullptr && ++profiled_ == 1) {
      small_ = !parts_.systematic.empty() && execution.points <= kSmallPoints;
      fits_ = small_ || execution.points <= budget_ * 3 / 10;
      proves_ = execution.processes == 1;  // others have few executions: each is needed to hunt
    }
  }
  for (auto* group : {&parts_.first, &parts_.turns, &parts_.systematic, &parts_.proof}) {
    for (const auto& strategy : *group) {
      strategy->Learn(plan, execution, strategy.get() == owner);
    }
  }
}

Coverage Portfolio::ProofCoverage() const {
  return parts_.proof.empty() ? Coverage() : parts_.proof[0]->coverage();
}

// What all trees claim, their executions together; or more, if the first one does, but without
// memory that is used again.
Coverage Portfolio::SystematicCoverage() const {
  Coverage first = parts_.systematic.front()->coverage();
  for (size_t i = 1; i < Trees(); ++i) {
    const Coverage other = parts_.systematic[i]->coverage();
    const bool less = first.all ? !other.all : !other.all && other.preemptions < first.preemptions;
    if (less && !first.lost) {
      first.without_reuse = true;
      LeaveOut(kFreshMemory, first.limits);
      return first;
    }
    first.executions += other.executions;
    if (first.limits.empty()) first.limits = other.limits;
  }
  return first;
}

Coverage Portfolio::coverage() const {
  const Coverage proof = ProofCoverage();
  if ((proof.all && !proof.OthersFindMore()) || parts_.systematic.empty()) return proof;
  const Coverage sum = SystematicCoverage();
  return sum.all || !proof.all ? sum : proof;
}

}  // namespace racelab::explore
