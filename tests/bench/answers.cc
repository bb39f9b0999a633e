// Reads the answer bank and grades from it.
#include "tests/bench/answers.h"

#include <algorithm>
#include <utility>

#include "tests/bench/bench.h"

namespace racelab::bench {

AnswerBank::AnswerBank(std::vector<Compiler> compilers) : sandbox_(ProbeSandbox()) {
  sandbox_.supervisor = RACELAB_PROGRAM;
  request_.root = RACELAB_SOURCE_DIR;
  request_.compilers = std::move(compilers);
  request_.sandbox = &sandbox_;
  absl::StatusOr<std::vector<Lab>> labs = LoadCatalog(request_.root);
  if (!labs.ok()) GiveUp(std::string(labs.status().message()));
  std::erase_if(*labs, [](const Lab& lab) {
    return std::ranges::none_of(lab.manifest.checks,
                                [](const CheckSpec& check) { return check.kind == "explore"; });
  });
  request_.labs = *std::move(labs);
}

std::vector<VerifyJob> AnswerBank::Jobs() const {
  absl::StatusOr<std::vector<VerifyJob>> jobs = PlanVerify(request_);
  if (!jobs.ok()) GiveUp(std::string(jobs.status().message()));
  std::erase_if(*jobs, [](const VerifyJob& job) { return job.control; });
  return *std::move(jobs);
}

absl::StatusOr<Stage> AnswerBank::StageOf(const VerifyJob& job) const {
  return MakeStage(request_.root, *job.lab, job.answer.folder, true);
}

CheckContext AnswerBank::ContextOf(const VerifyJob& job, const Stage& stage) const {
  CheckContext context;
  context.lab = job.lab;
  context.compiler = job.compiler;
  context.sandbox = &sandbox_;
  context.input = stage.input;
  context.progress = [](const std::string&) {};
  return context;
}

absl::StatusOr<Report> AnswerBank::Explore(const VerifyJob& job) const {
  return RunChecks({.root = request_.root,
                    .lab = job.lab,
                    .submission = job.answer.folder,
                    .fill_missing = true,
                    .compiler = job.compiler,
                    .sandbox = &sandbox_,
                    .quick = true,
                    .only = {"build", "explore"}});
}

}  // namespace racelab::bench
