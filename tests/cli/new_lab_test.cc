// A fresh lab from the template proves itself: `racelab new`, then `racelab verify`.
#include <gmock/gmock.h>

#include "checker/cli/exit_code.h"
#include "tests/cli/course.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

using NewLabTest = CourseTest;

TEST_F(NewLabTest, IsAllRightAsItComes) {
  fs::copy(fs::path(RACELAB_SOURCE_DIR) / "labs/template", root() / "labs/template",
           fs::copy_options::recursive);
  const CommandResult made = Racelab({"new", "fresh_lab"});
  ASSERT_EQ(made.code, kExitPassed) << made.err;
  EXPECT_THAT(Racelab({"list"}).out, HasSubstr("Fresh lab"));
  const CommandResult verify = Racelab({"verify", "fresh_lab"});
  EXPECT_EQ(verify.code, kExitPassed) << verify.out << verify.err;
  EXPECT_THAT(verify.out,
              AllOf(Not(HasSubstr("WRONG")), HasSubstr("starter"), HasSubstr("solution"),
                    HasSubstr("accepted/atomic"), HasSubstr("wrong/volatile"),
                    HasSubstr("negative control"), HasSubstr("(true negatives): 100.0 %"),
                    HasSubstr("(true positives): 100.0 %")));
}

}  // namespace
}  // namespace racelab
