// Litmus tests: which ends the explorer lets happen with each memory order and fence, compared with
// what C++20 allows ([intro.races], [atomics.order]).
//
// What is allowed must be found within the budget, what is not must never be. The searches are the
// same every time. Left out of the model, and so never found: load buffering (LB), where a load
// reads what is written only because of it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "checker/explore/explorer.h"
#include "checker/explore/session.h"
#include "tests/corpus/program_builder.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;
using explore::ExploreVerdict;

constexpr const char* kOrders[] = {"relaxed", "acq_rel", "seq_cst"};
constexpr const char* kFences[] = {"none", "acq_rel", "seq_cst"};
constexpr uint64_t kExecutions = 1'500;

// `allowed` has a row for each order, with a letter for each fence: y or n.
struct Litmus {
  const char* name;
  const char* end;
  const char* allowed[3];
};

constexpr Litmus kTests[] = {
    {"SB", "00", {"yyn", "yyn", "nnn"}},    // store buffering
    {"MP", "10", {"ynn", "nnn", "nnn"}},    // message passing
    {"LB", "11", {"nnn", "nnn", "nnn"}},    // relaxed: allowed, left out
    {"CoRR", "10", {"nnn", "nnn", "nnn"}},  // coherence of reads
    {"CoWR", "01", {"nnn", "nnn", "nnn"}},  // of a read after a write
    {"CoWR", "21", {"nnn", "nnn", "nnn"}},  // it read what comes before its own
    {"CoWR", "12", {"yyy", "yyy", "yyy"}},   {"2+2W", "11", {"yyn", "yyn", "nnn"}},
    {"R", "20", {"yyn", "yyn", "nnn"}},      {"S", "12", {"ynn", "nnn", "nnn"}},
    {"WRC", "110", {"ynn", "nnn", "nnn"}},    // write to read causality
    {"IRIW", "1010", {"yyn", "yyn", "nnn"}},  // independent reads of independent writes
};

class LitmusTest : public testing::TestWithParam<const char*> {};

TEST_P(LitmusTest, EndsAsTheStandardAllows) {
  CorpusProgram program;
  program.path = fs::path(RACELAB_SOURCE_DIR) / "tests/corpus/litmus/litmus.cc";
  program.name = "litmus";
  const absl::StatusOr<Compiler> compiler = PickCompiler(GetParam());
  ASSERT_TRUE(compiler.ok()) << compiler.status();
  absl::StatusOr<ProgramBuilder> builder = ProgramBuilder::Create(false);
  ASSERT_TRUE(builder.ok()) << builder.status();
  const absl::StatusOr<fs::path> executable = builder->Build(program, *compiler);
  ASSERT_TRUE(executable.ok()) << executable.status();
  for (const Litmus& test : kTests) {
    for (int order = 0; order < 3; ++order) {
      for (int fence = 0; fence < 3; ++fence) {
        explore::SessionOptions options;
        options.command.argv = {executable->string(), test.name, kOrders[order], kFences[fence],
                                test.end};
        SCOPED_TRACE(absl::StrCat(test.name, " ", kOrders[order], ", fence ", kFences[fence],
                                  ", ends ", test.end));
        const auto session = explore::Session::Start(options);
        ASSERT_TRUE(session.ok()) << session.status();
        const auto result = explore::Explore(
            **session, {.executions = kExecutions, .after_first = 0, .minimize_tries = 0});
        ASSERT_TRUE(result.ok()) << result.status();
        const bool allowed = test.allowed[order][fence] == 'y';
        EXPECT_EQ(result->verdict, allowed ? ExploreVerdict::kFound : ExploreVerdict::kNoneFound);
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Compilers, LitmusTest, testing::Values("clang", "gcc"),
                         [](const auto& instance) { return instance.param; });

}  // namespace
}  // namespace racelab
