// Explores every program of the corpus and compares what is found with what the program says.
//
// As CI runs it, each program is built by one of the two compilers and explored with few seeds. The
// variable RACELAB_CORPUS_SEEDS=N runs everything: both compilers, without precompiled headers,
// seeds 1 to N.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "checker/check/explain.h"
#include "checker/explore/explorer.h"
#include "checker/explore/session.h"
#include "checker/explore/strategies.h"
#include "tests/corpus/program.h"
#include "tests/corpus/program_builder.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;
using explore::ExploreRequest;
using explore::ExploreResult;
using explore::ExploreVerdict;

constexpr uint64_t kBadExecutions = 2'000;  // it ends at the first failure, mostly after a few

struct Matrix {
  uint64_t seeds = 2;
  uint64_t good = 100;   // executions of a right program
  uint64_t other = 30;   // executions with a strategy other than the portfolio
  uint64_t proof = 300;  // of dpor, for each way to hand out memory
  bool everything = false;
};

Matrix MatrixOf(const CorpusProgram& program) {
  Matrix matrix;
  // An endless loop is seen after half a million steps.
  const bool slow = absl::StartsWith(program.name, "progress__");
  if (slow) matrix.seeds = 1;
  if (program.processes) matrix = {.seeds = 1, .good = 40, .other = 15, .proof = 100};
  const char* seeds = getenv("RACELAB_CORPUS_SEEDS");
  matrix.everything = seeds != nullptr && absl::SimpleAtoi(seeds, &matrix.seeds);
  if (matrix.everything) matrix.good = matrix.proof = 300, matrix.other = 100;
  return matrix;
}

// Of the bytes alone, so that it is the same everywhere: FNV-1a.
uint64_t StableHash(const std::string& text) {
  uint64_t hash = 0xcbf29ce484222325;
  for (const unsigned char byte : text) hash = (hash ^ byte) * 0x100000001b3;
  return hash;
}

// Both, or one, chosen so that of a wrong program and its right twin each gets another one.
std::vector<Compiler> CompilersFor(const CorpusProgram& program) {
  static const auto* const compilers = new std::vector<Compiler>([] {
    std::vector<Compiler> found;
    for (const char* family : {"clang", "gcc"}) {
      absl::StatusOr<Compiler> compiler = PickCompiler(family);
      EXPECT_TRUE(compiler.ok()) << compiler.status();
      if (compiler.ok()) found.push_back(*std::move(compiler));
    }
    return found;
  }());
  if (MatrixOf(program).everything || compilers->size() < 2) return *compilers;
  const std::string twins = program.name.substr(0, program.name.rfind('_'));
  return {(*compilers)[(StableHash(twins) + program.Bad()) % 2]};
}

// What was found, in words for a failed expectation.
std::string Describe(const ExploreResult& result) {
  if (result.found.empty()) return absl::StrCat("nothing; ", result.reason);
  const trace::Finding& finding = result.found[0].execution.finding;
  return absl::StrCat(KindName(finding.kind), " in execution ", result.first_failure, "; ",
                      static_cast<const char*>(finding.text));
}

class Corpus : public testing::TestWithParam<CorpusProgram> {
 protected:
  static ProgramBuilder& Builder() {
    static ProgramBuilder builder =
        ProgramBuilder::Create(getenv("RACELAB_CORPUS_SEEDS") == nullptr).value();
    return builder;
  }
};

void ExploreWith(explore::Executor& executor, const CorpusProgram& program,
                 const std::string& strategy, uint64_t seed) {
  const bool main = strategy == "portfolio" || strategy == program.harm;
  const bool fails = program.Bad();
  const ExploreRequest request{.strategy = strategy,
                               .executions = !main   ? MatrixOf(program).other
                                             : fails ? kBadExecutions
                                                     : MatrixOf(program).good,
                               .seed = seed,
                               .after_first = 0,
                               .minimize_tries = 0};
  const absl::StatusOr<ExploreResult> result = explore::Explore(executor, request);
  ASSERT_TRUE(result.ok()) << result.status();
  SCOPED_TRACE(absl::StrCat(strategy, ", seed ", seed, ": found ", Describe(*result)));
  EXPECT_NE(result->verdict, ExploreVerdict::kInconclusive);
  if (result->verdict == ExploreVerdict::kFound) {
    EXPECT_TRUE(fails) << "a false accusation";
    EXPECT_THAT(program.kinds,
                testing::Contains(KindName(result->found[0].execution.finding.kind)));
  } else if (main) {
    EXPECT_FALSE(fails) << "missed in " << result->executions << " executions";
  }
}

// The other one that leaves out what is known: dfs where it merges states.
void ExpectNoFalseProofByStates(explore::Session& session, uint64_t executions) {
  bool exhausted = true;
  for (const bool reuse_memory : {false, true}) {
    const std::unique_ptr<explore::Strategy> dfs = explore::MakeDfs(reuse_memory, true);
    const absl::StatusOr<ExploreResult> result = explore::Explore(
        session, {.executions = executions, .after_first = 0, .minimize_tries = 0}, *dfs);
    ASSERT_TRUE(result.ok()) << result.status();
    if (result->verdict == ExploreVerdict::kFound) return;
    exhausted &= dfs->coverage().all;
  }
  EXPECT_FALSE(exhausted) << "a false proof by states";
}

// Every strategy finds what the program says and nothing else.
void ExpectJudgedRight(explore::Session& session, const CorpusProgram& program) {
  const std::vector<std::string>& strategies = explore::ScheduleStrategies();  // portfolio first
  for (uint64_t seed = 1; seed <= MatrixOf(program).seeds; ++seed) {
    ExploreWith(session, program, program.harm.empty() ? strategies[0] : program.harm, seed);
    if (!program.harm.empty()) continue;
    const uint64_t other = (StableHash(program.name) + seed) % (strategies.size() - 1);
    ExploreWith(session, program, strategies[1 + other], seed);
  }
}

// Whoever runs every schedule that differs finds what is wrong in any of them.
void ExpectNoFalseProof(explore::Session& session, const CorpusProgram& program) {
  for (const bool reuse_memory : {false, true}) {
    const std::unique_ptr<explore::Strategy> dpor = explore::MakeDpor(reuse_memory);
    const absl::StatusOr<ExploreResult> result = explore::Explore(
        session, {.executions = MatrixOf(program).proof, .after_first = 0, .minimize_tries = 0},
        *dpor);
    ASSERT_TRUE(result.ok()) << result.status();
    const explore::Coverage known = dpor->coverage();
    testing::Test::RecordProperty(reuse_memory ? "reused" : "fresh",
                                  known.all ? "exhausted" : known.limits);
    EXPECT_NE(known.limits, "a schedule could not be followed");
    if (result->verdict == ExploreVerdict::kFound) {
      EXPECT_TRUE(program.Bad()) << "a false accusation: " << Describe(*result);
      break;
    }
    if (known.all && known.OthersFindMore()) continue;
    EXPECT_FALSE(program.Bad() && known.all)
        << "a false proof after " << known.executions << " executions";
    break;
  }
  if (program.Bad()) ExpectNoFalseProofByStates(session, 4 * MatrixOf(program).proof);
}

// Harms are not for dpor, and one right program of four will do.
bool IsToBeProven(const CorpusProgram& program) {
  if (!program.harm.empty()) return false;
  return program.Bad() || StableHash(program.name) % 4 == 0 || MatrixOf(program).everything;
}

TEST_P(Corpus, IsJudgedRight) {
  const CorpusProgram& program = GetParam();
  ASSERT_EQ(program.problem, "") << program.path;
  for (const Compiler& compiler : CompilersFor(program)) {
    SCOPED_TRACE(absl::StrCat(program.path.string(), " with ", compiler.Name()));
    const absl::StatusOr<fs::path> executable = Builder().Build(program, compiler);
    ASSERT_TRUE(executable.ok()) << executable.status();
    explore::SessionOptions options;
    options.command.argv = {executable->string()};
    const auto session = explore::Session::Start(options);
    ASSERT_TRUE(session.ok()) << session.status();
    ExpectJudgedRight(**session, program);
    if (IsToBeProven(program)) ExpectNoFalseProof(**session, program);
    fs::remove(*executable);
  }
}

INSTANTIATE_TEST_SUITE_P(Threads, Corpus, testing::ValuesIn(FindCorpus()),
                         [](const auto& instance) { return instance.param.name; });

}  // namespace
}  // namespace racelab
