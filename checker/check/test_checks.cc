// The checks that run the lab's tests: functional, tsan, stress, parallelism, hygiene.
#include "absl/strings/str_cat.h"
#include "checker/check/check.h"
#include "checker/check/judge.h"
#include "checker/check/run_tests.h"
#include "checker/check/scaling.h"
#include "checker/harness/record.h"

namespace racelab {
namespace {

// Runs, and turns the outcome into a verdict with one line of evidence.
absl::Status RunAndConclude(const CheckContext& context, const CheckSpec& spec,
                            const TestRuns& runs, const char* evidence, CheckResult& result) {
  absl::StatusOr<TestRunsResult> tests = RunTests(context, spec, runs);
  if (!tests.ok()) return tests.status();
  result.findings = std::move(tests->findings);
  if (result.findings.empty()) {
    result.summary = absl::StrCat(tests->repeats, tests->repeats == 1 ? " run " : " runs ",
                                  evidence, ", no failure");
  } else {
    result.verdict = Verdict::kFail;
    result.summary = absl::StrCat("failed in run ", tests->outcomes.size(), " of ", tests->repeats);
  }
  return absl::OkStatus();
}

std::string Perturb(std::initializer_list<const char*> words) {
  std::string list;
  for (const char* word : words) absl::StrAppend(&list, list.empty() ? "" : ",", word);
  return list;
}

constexpr char kConcurrent[] = "Explore.*:Stress.*";

}  // namespace

absl::Status CheckFunctional(const CheckContext& context, const CheckSpec& spec,
                             CheckResult& result) {
  return RunAndConclude(context, spec, {.filter = "Functional.*", .repeats = 1},
                        "with one thread at a time", result);
}

absl::Status CheckTsan(const CheckContext& context, const CheckSpec& spec, CheckResult& result) {
  if (absl::Status probe = ProbeTsan(*context.compiler, context.input.root); !probe.ok())
    return probe;
  const TestRuns runs{
      .variant = Variant::kTsan,
      .filter = kConcurrent,
      .repeats = 8,
      .perturbations = {
          "", Perturb({kPerturbDelayStart, kPerturbDelayAccess, kPerturbNoSleep}),
          Perturb({kPerturbDelayUnlock}),
          Perturb({kPerturbDelayWait, kPerturbDelayUnlock, kPerturbDelayAccess, kPerturbNoSleep})}};
  return RunAndConclude(context, spec, runs, "under ThreadSanitizer", result);
}

absl::Status CheckStress(const CheckContext& context, const CheckSpec& spec, CheckResult& result) {
  const TestRuns runs{
      .filter = kConcurrent,
      .repeats = 24,
      .perturbations = {
          "", Perturb({kPerturbDelayWait, kPerturbNoSleep}),
          Perturb({kPerturbDelayUnlock, kPerturbNoSleep}),
          Perturb({kPerturbDelayStart, kPerturbNoSleep}),
          Perturb({kPerturbOneCpu, kPerturbDelayUnlock, kPerturbNoSleep}),
          Perturb({kPerturbDelayWait, kPerturbDelayStart, kPerturbLongTimeouts, kPerturbNoSleep})}};
  return RunAndConclude(context, spec, runs, "under stress", result);
}

absl::Status CheckParallelism(const CheckContext& context, const CheckSpec& spec,
                              CheckResult& result) {
  const TestRuns runs{.filter = "Parallel.*", .repeats = 3};
  absl::Status status = RunAndConclude(context, spec, runs, "side by side", result);
  for (Finding& finding : result.findings) {
    if (finding.kind != "hang" && finding.kind != "deadlock") continue;
    finding.detail = absl::StrCat(finding.message, "\n", finding.detail);
    finding.kind = "parallelism-lost";
    finding.message =
        "Threads that have nothing to do with each other no longer run side by side: the test "
        "waits "
        "until several are inside at once, and that never happens. Does one lock, or a join, cover "
        "too much?";
  }
  const bool measure = status.ok() && result.findings.empty() && spec.at_least > 0;
  return measure && !context.no_locks ? CheckScaling(context, spec, result) : status;
}

absl::Status CheckHygiene(const CheckContext& context, const CheckSpec& spec, CheckResult& result) {
  const Layer& namespaces = context.sandbox->Find(kNamespaces);
  if (!namespaces.missing.empty() && !context.sandbox->Has(kUid)) {
    return absl::UnavailableError(absl::StrCat(
        "what a program leaves in shared memory cannot be told apart from other programs' here: ",
        namespaces.missing, "; ", namespaces.remedy));
  }
  absl::StatusOr<TestRunsResult> tests =
      RunTests(context, spec, {.filter = "Functional.*:Stress.*", .repeats = 2});
  if (!tests.ok()) return tests.status();
  for (const RunOutcome& outcome : tests->outcomes) {
    if (!result.findings.empty()) break;
    result.findings = JudgeLeftovers(outcome);
  }
  // A failed expectation is other checks' business; a run that did not end by itself cannot show
  // that it cleans up.
  const RunEnd end = tests->outcomes.back().end;
  if (result.findings.empty() && end != RunEnd::kExited) result.findings = tests->findings;
  if (!result.findings.empty()) result.verdict = Verdict::kFail;
  result.summary = result.findings.empty()
                       ? "no thread, process, descriptor, file or name left behind"
                       : "something was left behind";
  return absl::OkStatus();
}

}  // namespace racelab
