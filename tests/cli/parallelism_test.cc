// explore --parallelism: work and span of small programs, the same numbers every time.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "checker/base/files.h"
#include "checker/cli/exit_code.h"
#include "tests/cli/course.h"

namespace racelab {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

// Four threads; argv[1] says how each of their 20 steps is guarded.
constexpr char kFourThreads[] = R"(#include <atomic>
#include <chrono>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

std::mutex locks[4];
std::atomic_flag spinning = ATOMIC_FLAG_INIT;
long cells[4];

void Work(int thread, int steps) {
  for (int i = 0; i < steps; ++i) ++cells[thread];
}

void Step(const std::string& how, int thread) {
  if (how == "half") Work(thread, 400);
  if (how == "spin") {
    while (spinning.test_and_set()) std::this_thread::yield();
    Work(thread, 400);
    spinning.clear();
  } else if (how == "sleep") {
    std::lock_guard<std::mutex> guard(locks[thread]);
    std::this_thread::sleep_for(std::chrono::microseconds(1));
  } else {
    std::lock_guard<std::mutex> guard(locks[how == "own" ? thread : 0]);  // the line of the wait
    Work(thread, 400);
  }
}

int main(int, char** argv) {
  const std::string how = argv[1];
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&how, t] {
      for (int i = 0; i < 20; ++i) Step(how, t);
    });
    if (how == "join") threads.back().join();
  }
  for (std::thread& thread : threads) {
    if (thread.joinable()) thread.join();
  }
}
)";

class ParallelismTest : public CourseTest {
 protected:
  void Make(const std::string& compiler) {
    Write(root() / "four.cc", kFourThreads);
    const CommandResult made = Racelab(
        {"c++", "--compiler", compiler, root() / "four.cc", "-o", (root() / "four").string()});
    ASSERT_EQ(made.code, 0) << made.err;
  }

  nlohmann::json Measure(const std::string& how, int seed = 1) {
    const std::string file = root() / "out.json";
    const CommandResult result =
        Racelab({"explore", "--parallelism", "--executions", "5", "--seed", absl::StrCat(seed),
                 "--report", "json=" + file, root() / "four", how});
    EXPECT_EQ(result.code, kExitPassed) << result.out << result.err;
    const auto text = ReadFile(file, 1 << 20);
    return nlohmann::json::parse(text.value_or("{}")).value("parallelism", nlohmann::json());
  }

  double Ratio(const std::string& how) { return Measure(how).value("ratio", 0.0); }
};

TEST_F(ParallelismTest, TellsCoarseLocksFromFineOnes) {
  for (const std::string compiler : {"clang", "g++"}) {
    Make(compiler);
    EXPECT_LT(Ratio("one"), 1.2) << compiler;
    EXPECT_LT(Ratio("spin"), 1.3) << compiler;  // spinning is no work
    EXPECT_LT(Ratio("join"), 1.2) << compiler;
    EXPECT_NEAR(Ratio("half"), 2, 0.2) << compiler;
    EXPECT_GT(Ratio("own"), 3.5) << compiler;
    EXPECT_GT(Ratio("sleep"), 3.5) << compiler;  // a sleep counts as work, by nanoseconds
  }
}

TEST_F(ParallelismTest, NamesTheLineAndRepeatsItsNumbers) {
  Make("clang");
  const nlohmann::json first = Measure("one");
  EXPECT_EQ(first.value("line", 0), 26) << first;
  EXPECT_GT(first.value("waited", 0), first.value("span", 0)) << first;
  EXPECT_EQ(Measure("one", 2), first);
  EXPECT_EQ(Measure("one", 3), first);
}

TEST_F(ParallelismTest, IsForProgramsThatDoNotFail) {
  Write(root() / "race.cc",
        "#include <thread>\nint n;\n"
        "int main() { std::thread t([] { ++n; }); ++n; t.join(); }\n");
  const std::string program = root() / "race";
  ASSERT_EQ(Racelab({"c++", root() / "race.cc", "-o", program}).code, 0);
  const CommandResult race = Racelab({"explore", "--parallelism", program});
  EXPECT_EQ(race.code, kExitFailed);
  EXPECT_THAT(race.out, AllOf(HasSubstr("data race"), Not(HasSubstr("Parallelism"))));
}

// The starter of lab 1 has a data race, and its threads overlap all the same.
TEST_F(ParallelismTest, ARaceIsOtherChecksBusiness) {
  std::filesystem::remove_all(lab());  // it has the same number
  const std::filesystem::path lab_1 = "labs/01_lost_update";
  std::filesystem::copy(RACELAB_SOURCE_DIR / lab_1, root() / lab_1);
  const CommandResult check = Racelab({"check", "01_lost_update", "--only", "parallelism"});
  EXPECT_EQ(check.code, kExitPassed) << check.out << check.err;
  EXPECT_THAT(check.out, HasSubstr("parallelism 3.9"));
}

}  // namespace
}  // namespace racelab
