// The runtime must not call the functions that it stands in for: such a call would count as the
// program's own, with a scheduling point. Compilers make some by themselves: memset() of a struct,
// the guard of a static variable.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "checker/base/subprocess.h"
#include "checker/toolchain/compile.h"
#include "checker/toolchain/compiler.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::IsEmpty;

// Stand-ins that are made of other stand-ins, on purpose.
const std::map<std::string, std::set<std::string>>& MadeOfOthers() {
  static const auto* const all = new std::map<std::string, std::set<std::string>>{
      {"interpose_boost.cc",
       {"__tsan_atomic32_compare_exchange_val", "__tsan_atomic32_fetch_add", "__tsan_atomic32_load",
        "__tsan_atomic32_store"}},
      {"interpose_child.cc", {"_exit", "fork"}},
      {"interpose_futex.cc",
       {"_exit", "close", "kill", "pidfd_send_signal", "read", "tgkill", "write"}},
      {"interpose_process.cc", {"__cxa_end_catch"}},
      {"tasks.cc", {"exit"}},
  };
  return *all;
}

struct Object {
  std::string path;
  std::set<std::string> defined, wanted;  // C functions
};

Object Read(const std::string& path) {
  Command command;
  command.argv = {"nm", "--extern-only", "--format=posix", path};
  const absl::StatusOr<CommandResult> names = RunCommand(command);
  EXPECT_TRUE(names.ok() && names->Ok()) << path;
  Object object{path, {}, {}};
  if (!names.ok()) return object;
  for (const absl::string_view line : absl::StrSplit(names->out, '\n', absl::SkipEmpty())) {
    const std::vector<std::string> words = absl::StrSplit(line, ' ');
    if (words.size() < 2 || absl::StartsWith(words[0], "_Z")) continue;  // C++: ours, or inline
    (words[1] == "U" ? object.wanted : object.defined).insert(words[0]);
  }
  return object;
}

std::vector<Object> RuntimeBuiltBy(const Compiler& compiler) {
  const auto paths = BuildRuntime(RACELAB_SOURCE_DIR, compiler, {});
  EXPECT_TRUE(paths.ok()) << paths.status();
  const std::vector<Source> sources = ListRuntime(RACELAB_SOURCE_DIR, {});
  std::vector<Object> objects;
  for (size_t i = 0; paths.ok() && i < paths->size(); ++i) {
    // Shims are instrumented like the program, and call what it calls.
    if (sources.at(i).owner != Source::kRuntime) continue;
    objects.push_back(Read((*paths)[i]));
    const auto made = MadeOfOthers().find(fs::path(sources.at(i).name).filename().string());
    if (made == MadeOfOthers().end()) continue;
    for (const std::string& name : made->second) {
      EXPECT_EQ(objects.back().wanted.erase(name), 1u) << made->first << " and " << name;
    }
  }
  return objects;
}

// Those of `objects` that want a function for which one of them stands in, with its name. What
// starts with racelab_ is offered to the harness, and nobody else's.
std::vector<std::string> CallsOfStandIns(const std::vector<Object>& objects) {
  std::set<std::string> stand_ins;
  for (const Object& object : objects)
    stand_ins.insert(object.defined.begin(), object.defined.end());
  std::vector<std::string> calls;
  for (const Object& object : objects) {
    for (const std::string& name : object.wanted) {
      if (stand_ins.count(name) > 0 && !absl::StartsWith(name, "racelab_")) {
        calls.push_back(object.path + " calls " + name);
      }
    }
  }
  return calls;
}

TEST(RuntimeImports, TheRuntimeCallsNoFunctionThatItReplaces) {
  const std::vector<Compiler> compilers = FindCompilers();
  ASSERT_FALSE(compilers.empty());
  for (const Compiler& compiler : compilers) {
    SCOPED_TRACE(compiler.Name());
    const std::vector<Object> objects = RuntimeBuiltBy(compiler);
    std::set<std::string> defined;
    for (const Object& object : objects) {
      defined.insert(object.defined.begin(), object.defined.end());
    }
    for (const char* name : {"memset", "malloc", "pthread_mutex_lock", "__cxa_guard_acquire"}) {
      EXPECT_THAT(defined, Contains(name));  // what nm printed was understood
    }
    EXPECT_THAT(CallsOfStandIns(objects), IsEmpty());
  }
}

// The test itself: that it sees such a call.
TEST(RuntimeImports, ACallOfAReplacedFunctionIsSeen) {
  const Object memory{"memory.o", {"memset", "racelab_fail"}, {}};
  EXPECT_THAT(CallsOfStandIns({memory, {"rules.o", {"x"}, {"memset"}}}),
              testing::ElementsAre("rules.o calls memset"));
  EXPECT_THAT(CallsOfStandIns({memory, {"rules.o", {"x"}, {"racelab_fail", "dlsym"}}}), IsEmpty());
}

}  // namespace
}  // namespace racelab
