// Right programs and right answers under many seeds: none may be accused. Each is built by one of
// the two compilers, in turn.
#include <atomic>
#include <cstdio>
#include <mutex>

#include "absl/strings/str_cat.h"
#include "checker/base/parallel.h"
#include "checker/check/explain.h"
#include "checker/check/exploration.h"
#include "checker/check/verify_job.h"
#include "checker/explore/strategies.h"
#include "tests/bench/answers.h"
#include "tests/bench/bench.h"
#include "tests/corpus/program_builder.h"

namespace racelab::bench {
namespace {

constexpr uint64_t kSeeds = 300;
constexpr uint64_t kPortfolio = 5, kOther = 5;  // executions with each seed

struct Count {
  std::atomic<uint64_t> executions = 0, findings = 0;
};

void ExploreSeed(explore::Executor& executor, const std::string& name, uint64_t seed,
                 Count& count) {
  const std::vector<std::string>& strategies = explore::ScheduleStrategies();  // portfolio first
  const std::string& other = strategies[1 + seed % (strategies.size() - 1)];
  for (const std::string& strategy : {strategies[0], other}) {
    const explore::ExploreRequest request{
        .strategy = strategy,
        .executions = strategy == strategies[0] ? kPortfolio : kOther,
        .seed = seed,
        .after_first = 0,
        .minimize_tries = 0};
    const absl::StatusOr<explore::ExploreResult> result = explore::Explore(executor, request);
    if (!result.ok()) GiveUp(absl::StrCat(name, ": ", std::string(result.status().message())));
    count.executions += result->executions;
    if (result->verdict == explore::ExploreVerdict::kNoneFound) continue;
    ++count.findings;
    const char* kind =
        result->found.empty() ? "" : KindName(result->found[0].execution.finding.kind);
    std::printf("  ACCUSED: %s, %s, seed %llu: %s %s\n", name.c_str(), strategy.c_str(),
                static_cast<unsigned long long>(seed), kind, result->reason.c_str());
  }
}

void ExploreSeeds(explore::Executor& executor, const std::string& name, Count& count) {
  for (uint64_t seed = 1; seed <= kSeeds; ++seed) ExploreSeed(executor, name, seed, count);
}

void Print(const char* what, size_t subjects, const Count& count) {
  std::printf("%zu %s, each with %llu seeds, %llu executions: %llu accused\n", subjects, what,
              static_cast<unsigned long long>(kSeeds),
              static_cast<unsigned long long>(count.executions.load()),
              static_cast<unsigned long long>(count.findings.load()));
}

std::vector<Compiler> BothCompilers() { return {CompilerOrExit("clang"), CompilerOrExit("g++")}; }

void ExploreAnswer(const AnswerBank& bank, const VerifyJob& job, Count& count) {
  const absl::StatusOr<Stage> stage = bank.StageOf(job);
  if (!stage.ok()) GiveUp(std::string(stage.status().message()));
  absl::StatusOr<ExploreTarget> target = LabTarget(bank.ContextOf(job, *stage), 10);
  if (!target.ok()) GiveUp(std::string(target.status().message()));
  const auto tests = ListTests(*target, "Explore.*");
  if (!tests.ok()) GiveUp(std::string(tests.status().message()));
  for (const std::string& test : *tests) {
    target->test = test;
    auto explored = Explored::Start(*target);
    if (!explored.ok()) GiveUp(std::string(explored.status().message()));
    ExploreSeeds((*explored)->executor(), absl::StrCat(job.lab->id, " ", job.Name(), " ", test),
                 count);
  }
}

}  // namespace

bool RightPrograms() {
  const std::vector<Compiler> compilers = BothCompilers();
  std::vector<CorpusProgram> programs = FindCorpus();
  std::erase_if(programs, [](const CorpusProgram& program) { return program.Bad(); });
  auto builder = ProgramBuilder::Create(true);
  if (!builder.ok()) GiveUp(std::string(builder.status().message()));
  std::mutex building;
  Count count;
  ForEachInParallel(programs.size(), Processors(), [&](size_t i) {
    std::unique_lock<std::mutex> lock(building);
    const auto executable = builder->Build(programs[i], compilers[i % compilers.size()]);
    lock.unlock();
    if (!executable.ok()) GiveUp(std::string(executable.status().message()));
    const auto session = StartOrExit({executable->string()});
    ExploreSeeds(*session, programs[i].name, count);
  });
  Print("right programs of the corpus", programs.size(), count);
  return count.findings == 0;
}

bool RightAnswers() {
  const std::vector<Compiler> compilers = BothCompilers();
  const AnswerBank bank(compilers);
  std::vector<VerifyJob> jobs;
  for (const VerifyJob& job : bank.Jobs()) {
    const bool right = job.answer.claim == Answer::Claim::kSolution ||
                       job.answer.claim == Answer::Claim::kAccepted;
    const bool first = job.compiler->family == compilers[0].family;
    const bool turn = jobs.size() % 2 == 0;
    const bool known = !jobs.empty() && jobs.back().answer.folder == job.answer.folder;
    if (right && !known && first == turn) jobs.push_back(job);
  }
  Count count;
  ForEachInParallel(jobs.size(), Processors(),
                    [&](size_t i) { ExploreAnswer(bank, jobs[i], count); });
  Print("right answers of labs", jobs.size(), count);
  return count.findings == 0;
}

}  // namespace racelab::bench
