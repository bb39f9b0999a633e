// Explores a few programs of the corpus with the portable switch between tasks (a baton passed by
// futex), which machines other than x86-64 use.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "absl/strings/str_cat.h"
#include "checker/base/files.h"
#include "checker/base/subprocess.h"
#include "checker/explore/explorer.h"
#include "checker/explore/session.h"
#include "checker/toolchain/compile.h"
#include "checker/toolchain/driver.h"
#include "checker/toolchain/flags.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;
using Strings = std::vector<std::string>;
using explore::ExploreVerdict;

const fs::path kRoot = RACELAB_SOURCE_DIR;

class Baton : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* source : {"task.cc", "server.cc"}) UseBaton(source);
    ASSERT_EQ(instead_.size(), 2u);
  }

  void Run(Strings words) {
    words.insert(words.begin(), compiler_.path);
    const auto result = RunCommand({.argv = words});
    ASSERT_TRUE(result.ok() && result->Ok()) << result->err;
  }

  // The runtime has one file for the switch and one for the fork that depend on it.
  void UseBaton(const std::string& name) {
    const fs::path object = folder_.path() / absl::StrCat(name, ".o");
    Strings words = RuntimeFlags(kRoot, name);
    const std::string source = kRoot / "checker/runtime" / name;
    words.insert(words.end(), {"-DRACELAB_BATON", "-c", source, "-o", object.string()});
    Run(words);
    const std::vector<Source> sources = ListRuntime(kRoot, {});
    const auto objects = BuildRuntime(kRoot, compiler_, {});
    ASSERT_TRUE(objects.ok()) << objects.status();
    for (size_t i = 0; i < sources.size(); ++i) {
      if (sources[i].name == "checker/runtime/" + name) instead_[(*objects)[i]] = object;
    }
  }

  std::string Build(const std::string& name) {
    const std::string source = kRoot / "tests/corpus/threads" / (name + ".cc");
    DriverPlan plan = PlanDriver(ReadWords({source}), compiler_.family, true);
    const std::string object = folder_.path() / "program.o";
    Strings compile = plan.compile.at(0);
    compile.insert(compile.end(), {"-o", object});
    Run(compile);
    plan.link.at(plan.objects.at(0)) = object;
    const auto link = LinkArguments(plan, kRoot, compiler_);
    EXPECT_TRUE(link.ok()) << link.status();
    Strings words = {"-o", folder_.path() / "program"};
    for (const std::string& word : *link) {
      const auto found = instead_.find(word);
      words.push_back(found == instead_.end() ? word : found->second.string());
    }
    Run(words);
    return words[1];
  }

  explore::ExploreResult Explore(const std::string& program) {
    explore::SessionOptions options;
    options.command.argv = {program};
    const auto session = explore::Session::Start(options);
    EXPECT_TRUE(session.ok()) << session.status();
    return explore::Explore(**session, {.executions = 300}).value();
  }

  const Compiler compiler_ = PickCompiler("clang").value();
  const TempDir folder_ = TempDir::Create("racelab-baton").value();
  std::map<fs::path, fs::path> instead_;
};

TEST_F(Baton, FindsAndRepeatsWhatTheFastSwitchFinds) {
  for (const char* name : {"atomics/check_then_act_bad", "atomics/treiber_stack_bad",
                           "conditions/mixed_waiters_bad", "classics/philosophers_bad"}) {
    SCOPED_TRACE(name);
    const explore::ExploreResult result = Explore(Build(name));
    EXPECT_EQ(result.verdict, ExploreVerdict::kFound) << result.reason;
    EXPECT_EQ(result.unconfirmed, 0u);
  }
}

TEST_F(Baton, AccusesNobodyFalsely) {
  for (const char* name :
       {"classics/thread_pool_good", "conditions/mixed_waiters_good", "lifetime/detach_good"}) {
    SCOPED_TRACE(name);
    const explore::ExploreResult result = Explore(Build(name));
    EXPECT_EQ(result.verdict, ExploreVerdict::kNoneFound) << result.reason;
  }
}

}  // namespace
}  // namespace racelab
