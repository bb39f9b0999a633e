// A fresh lab from the template proves itself: `racelab new`, then `racelab verify`; so does its
// variant.
#include <gmock/gmock.h>

#include "checker/cli/exit_code.h"
#include "tests/cli/course.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class NewLabTest : public CourseTest {
 protected:
  NewLabTest() {
    fs::copy(fs::path(RACELAB_SOURCE_DIR) / "labs/template", root() / "labs/template",
             fs::copy_options::recursive);
    const CommandResult made = Racelab({"new", "fresh_lab"});
    EXPECT_EQ(made.code, kExitPassed) << made.err;
  }
};

TEST_F(NewLabTest, IsAllRightAsItComes) {
  EXPECT_THAT(Racelab({"list"}).out, HasSubstr("Fresh lab"));
  const CommandResult verify = Racelab({"verify", "fresh_lab"});
  EXPECT_EQ(verify.code, kExitPassed) << verify.out << verify.err;
  EXPECT_THAT(verify.out,
              AllOf(Not(HasSubstr("WRONG")), HasSubstr("starter"), HasSubstr("solution"),
                    HasSubstr("accepted/atomic"), HasSubstr("wrong/volatile"),
                    HasSubstr("negative control"), HasSubstr("(true negatives): 100.0 %"),
                    HasSubstr("(true positives): 100.0 %")));
}

TEST_F(NewLabTest, AVariantIsGradedLikeItsLab) {
  const fs::path manifest = root() / "labs/02_fresh_lab/lab.toml";
  Write(manifest, *ReadFile(manifest) +
                      "\n[variant]\nstarters = [\"volatile\"]\n[variant.names]\nTally = "
                      "[\"Score\"]\nTotal = [\"Sum\"]\n");
  const CommandResult made = Racelab({"new", "--variant", "3", "2"});
  ASSERT_EQ(made.code, kExitPassed) << made.err;
  EXPECT_THAT(made.out, HasSubstr("./racelab check 2@3"));
  EXPECT_THAT(Racelab({"check", "2@3"}).out, HasSubstr("data race"));
  const CommandResult foreign =
      Racelab({"check", "2@3", "--submission", root() / "solutions/02_fresh_lab"});
  EXPECT_EQ(foreign.code, kExitFailed);
  EXPECT_THAT(foreign.out, HasSubstr("Not right yet: build failed"));
  const CommandResult again = Racelab({"new", "--variant", "3", "2"});
  EXPECT_EQ(again.code, kExitUsage);
  EXPECT_THAT(again.err, HasSubstr("labs/02_fresh_lab@3 exists"));
  EXPECT_THAT(Racelab({"list"}).out, HasSubstr("02@3  Fresh lab"));
  for (const char* answer : {"starter", "solution", "wrong/volatile"}) {
    const CommandResult verify =
        Racelab({"verify", "2", "--variant", "3", "--answer", answer, "--compiler", "clang"});
    EXPECT_EQ(verify.code, kExitPassed) << verify.out << verify.err;
    EXPECT_THAT(verify.out, HasSubstr("02_fresh_lab@3"));
  }
}

}  // namespace
}  // namespace racelab
