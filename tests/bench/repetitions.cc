// The check explore on every answer, twenty times: the same report each time.
#include <atomic>
#include <cstdio>

#include "absl/strings/str_cat.h"
#include "checker/base/parallel.h"
#include "tests/bench/answers.h"
#include "tests/bench/bench.h"

namespace racelab::bench {
namespace {

constexpr int kRepetitions = 20;

// All that a student sees of the check, and the schedule.
std::string Essence(const Report& report) {
  std::string text;
  for (const CheckResult& check : report.checks) {
    if (check.kind != "explore") continue;
    absl::StrAppend(&text, static_cast<int>(check.verdict), " ", check.points, " ", check.summary,
                    "\n");
    for (const Finding& finding : check.findings) {
      absl::StrAppend(&text, finding.kind, ": ", finding.message, "\n", finding.detail,
                      finding.rarity.failing, " of ", finding.rarity.explored, " ", finding.token,
                      "\n");
      for (const Step& step : finding.steps) {
        absl::StrAppend(&text, step.task, " ", step.file, ":", step.line, " ", step.action, "\n");
      }
    }
  }
  return text;
}

struct Count {
  std::atomic<int> reports = 0, different = 0, failed = 0;
};

void Repeat(const AnswerBank& bank, const VerifyJob& job, Count& count) {
  std::string first;
  for (int i = 0; i < kRepetitions; ++i) {
    const absl::StatusOr<Report> report = bank.Explore(job);
    if (!report.ok()) GiveUp(std::string(report.status().message()));
    const std::string essence = Essence(*report);
    if (i == 0) {
      first = essence;
      count.failed += ReportVerdict(*report) == Verdict::kFail;
    }
    ++count.reports;
    if (essence == first) continue;
    ++count.different;
    std::printf("  DIFFERENT: %s %s, repetition %d:\n%s\n  first:\n%s\n", job.lab->id.c_str(),
                job.Name().c_str(), i + 1, essence.c_str(), first.c_str());
  }
}

}  // namespace

bool Repetitions() {
  const AnswerBank bank({CompilerOrExit("")});
  const std::vector<VerifyJob> jobs = bank.Jobs();
  Count count;
  ForEachInParallel(jobs.size(), Processors(), [&](size_t i) { Repeat(bank, jobs[i], count); });
  std::printf(
      "%zu answers of labs, each explored %d times: %d of them fail; %d of %d reports were "
      "not as the first\n",
      jobs.size(), kRepetitions, count.failed.load(), count.different.load(), count.reports.load());
  return count.different == 0;
}

}  // namespace racelab::bench
