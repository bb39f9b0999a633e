// Tests of the build check's words, with messages as gcc 12 and clang 22 write them.
#include "checker/check/build_check.h"

#include <string>

#include "checker/check/build_advice.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace racelab {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST(BuildAdvice, KnowsTheUsualMistakesInBothCompilersWords) {
  const std::pair<const char*, const char*> cases[] = {
      {"no type named 'mutex' in namespace 'std'", "#include <mutex>"},
      {"'mutex' in namespace 'std' does not name a type", "#include <mutex>"},
      {"‘mutex’ in namespace ‘std’ does not name a type", "#include <mutex>"},
      {"'lock_guard' is not a member of 'std'", "#include <mutex>"},
      {"no member named 'thread' in namespace 'boost'", "#include <boost/thread/thread.hpp>"},
      {"'shared_mutex' is not a member of 'boost'", "#include <boost/thread/shared_mutex.hpp>"},
      {"expected ';' after expression", "';'"},
      {"expected ‘;’ before ‘}’ token", "';'"},
      {"use of undeclared identifier 'hits'", "spelling"},
      {"'hits' was not declared in this scope", "spelling"},
      {"no matching function for call to 'Add'", "arguments"},
      {"call to deleted constructor of 'std::mutex'", "mutex or lock cannot be copied"},
      {"use of deleted function 'std::mutex::mutex(const std::mutex&)'", "cannot be copied"},
      {"use of deleted function ‘std::thread::thread(const std::thread&)’", "std::move"},
      {"copy constructor of 'std::atomic<int>' is deleted", "load()"},
      {"'this' argument to member function 'lock' has type 'const std::mutex', but function is not "
       "marked const",
       "mutable"},
      {"passing 'const std::mutex' as 'this' argument discards qualifiers", "mutable"},
      {"invalid conversion from 'const absl::Mutex*' to 'absl::Mutex*'", "mutable"},
      {"boost/thred.hpp: No such file or directory", "#include"},
      {"'boost/thred.hpp' file not found", "#include"},
      {"undefined reference to `Count()'", "defined nowhere"},
      {"multiple definition of `Count()'", "two definitions"},
  };
  for (const auto& [message, advice] : cases) {
    EXPECT_THAT(BuildAdvice(message), HasSubstr(advice)) << message;
  }
  EXPECT_EQ(BuildAdvice("static assertion failed"), "");
}

TEST(BuildFindings, FirstFiveErrorsWithPlaceAndAdvice) {
  BuildOutput build;
  build.log = "raw \x1b[31m";
  for (int line = 1; line <= 7; ++line) {
    build.diagnostics.push_back({"hits.cc", line, true, "expected ';' after expression"});
  }
  const auto findings = BuildFindings(build, true);
  ASSERT_THAT(findings, SizeIs(5));
  EXPECT_EQ(findings[0].kind, "compile-error");
  EXPECT_THAT(findings[0].message, HasSubstr("add the missing"));
  EXPECT_EQ(findings[1].locations, (std::vector<Location>{{"hits.cc", 2, ""}}));
  EXPECT_THAT(findings[0].detail, HasSubstr("raw"));
  EXPECT_THAT(findings[0].detail, Not(HasSubstr("\x1b")));
}

TEST(BuildFindings, LinkErrorsHaveNoPlace) {
  BuildOutput build;
  build.diagnostics = {{"", 0, true, "undefined reference to `Count()'"}};
  const auto findings = BuildFindings(build, true);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].kind, "link-error");
  EXPECT_THAT(findings[0].locations, IsEmpty());
}

TEST(BuildFindings, WarningsDoNotCountAsErrors) {
  BuildOutput build;
  build.ok = true;
  build.diagnostics = {{"hits.cc", 3, false, "unused variable 'x'"}};
  EXPECT_THAT(BuildFindings(build, true), IsEmpty());
  const auto warnings = BuildFindings(build, false);
  ASSERT_THAT(warnings, SizeIs(1));
  EXPECT_EQ(warnings[0].kind, "warning");
  EXPECT_EQ(warnings[0].message, "unused variable 'x'");
}

TEST(BuildFindings, AFailureAlwaysHasAFinding) {
  EXPECT_THAT(BuildFindings(BuildOutput(), true), SizeIs(1));
}

}  // namespace
}  // namespace racelab
