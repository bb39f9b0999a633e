// Runs the lab's tests in the sandbox and judges each run.
#include "checker/check/run_tests.h"

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "checker/check/judge.h"
#include "checker/harness/record.h"

namespace racelab {
namespace {

// A quarter of the repeats, but each perturbation once where there are so many.
int QuickRepeats(int repeats) { return repeats <= 4 ? repeats : (repeats + 3) / 4; }

// What one run may take. Under ThreadSanitizer everything takes many times as long, and a right
// answer that computes a lot must pass on a slow machine, too.
double TimeoutOf(const CheckSpec& spec, Variant variant) {
  return variant == Variant::kTsan ? 3 * spec.timeout : spec.timeout;
}

RunPlan MakePlan(const CheckContext& context, const CheckSpec& spec, const TestRuns& runs,
                 Variant variant, const std::string& executable) {
  RunPlan plan{.executable = executable};
  plan.hide = {(context.input.root / "solutions").string(),
               (context.input.root / ".racelab").string()};
  plan.limits.wall_seconds = TimeoutOf(spec, variant);
  const std::string& filter = spec.filter.empty() ? runs.filter : spec.filter;
  int repeats = spec.repeats > 0 ? spec.repeats : runs.repeats;
  if (context.quick) repeats = QuickRepeats(repeats);
  for (int i = 0; i < repeats; ++i) {
    std::string perturb = runs.perturbations[i % runs.perturbations.size()];
    if (context.no_locks) absl::StrAppend(&perturb, perturb.empty() ? "" : ",", kPerturbNoLocks);
    plan.runs.push_back(
        {.arguments = {"--gtest_print_time=0", absl::StrCat("--gtest_filter=", filter)},
         .environment = {absl::StrCat("RACELAB_SEED=", RunSeed(context.seed, i)),
                         absl::StrCat("RACELAB_PERTURB=", perturb)}});
  }
  return plan;
}

}  // namespace

uint64_t RunSeed(uint64_t seed, int run) {
  uint64_t z = seed + 0x9e3779b97f4a7c15ull * (static_cast<uint64_t>(run) + 1);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
  return z ^ (z >> 31);
}

absl::StatusOr<TestRunsResult> RunTests(const CheckContext& context, const CheckSpec& spec,
                                        const TestRuns& runs) {
  // Only the tsan variant can switch locks off: see checker/harness/README.md.
  const Variant variant = context.no_locks ? Variant::kTsan : runs.variant;
  absl::StatusOr<BuildOutput> build = BuildLab(context.input, *context.compiler, variant);
  if (!build.ok()) return build.status();
  if (!build->ok) return absl::FailedPreconditionError("the submission does not compile");

  const RunPlan plan = MakePlan(context, spec, runs, variant, build->executable.string());
  TestRunsResult result;
  result.repeats = static_cast<int>(plan.runs.size());
  absl::StatusOr<std::vector<RunOutcome>> outcomes = RunInSandbox(
      *context.sandbox, plan,
      [&](int run) { context.progress(absl::StrCat("run ", run + 1, " of ", result.repeats)); });
  if (!outcomes.ok()) return outcomes.status();
  result.outcomes = *std::move(outcomes);
  const ProgramFacts facts{build->executable, context.input.edit, plan.limits.wall_seconds};
  for (const RunOutcome& outcome : result.outcomes) {
    absl::StatusOr<std::vector<Finding>> findings = JudgeRun(outcome, facts);
    if (!findings.ok()) return findings.status();
    if (findings->empty()) continue;
    result.findings = *std::move(findings);
    break;
  }
  return result;
}

}  // namespace racelab
