// play behind a pipe and on a terminal: lab 1 is lost by hand, undo, hints, tokens, bad input.
#include <gmock/gmock.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "checker/cli/exit_code.h"
#include "tests/cli/course.h"
#include "tests/support/pty.h"

namespace racelab {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kCounter[] = R"(#include <pthread.h>
#include <stdlib.h>
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int hits;
static void *work(void *none) {
  hits = hits + 1;
  return none;
}
static void *careful(void *none) {
  pthread_mutex_lock(&lock);
  hits = hits + 1;
  pthread_mutex_unlock(&lock);
  return none;
}
int main(int argc, char **argv) {
  void *(*function)(void *) = argc == 1 ? work : careful;
  pthread_t one, two;
  (void)argv;
  pthread_create(&one, 0, function, 0);
  pthread_create(&two, 0, function, 0);
  pthread_join(one, 0);
  pthread_join(two, 0);
  if (hits != 2) abort();
  return 0;
}
)";

class PlayTest : public CourseTest {
 protected:
  std::string program() const { return (root() / "prog").string(); }

  void Make() {
    Write(root() / "prog.c", kCounter);
    const CommandResult made = Racelab({"cc", root() / "prog.c", "-o", program()});
    ASSERT_EQ(made.code, 0) << made.err;
  }

  CommandResult Play(const std::string& input, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {RACELAB_PROGRAM, "play"});
    Write(root() / "input", input);
    Command command;
    command.argv = {"/bin/sh", "-c", "input=$1; shift; exec \"$@\" < \"$input\"", "sh",
                    (root() / "input").string()};
    command.argv.insert(command.argv.end(), arguments.begin(), arguments.end());
    command.timeout = absl::Minutes(10);
    const absl::StatusOr<CommandResult> result = RunCommand(command);
    EXPECT_TRUE(result.ok()) << result.status();
    return result.ok() ? *result : CommandResult();
  }

  // Asks for a hint and follows it, until the program fails.
  std::string FollowHints(const std::vector<std::string>& arguments) {
    std::string input, last;
    for (int i = 0; i < 30; ++i) {
      last = Play(absl::StrCat(input, "h\n"), arguments).out;
      if (absl::StrContains(last, "It failed")) return last;
      const size_t hint = last.rfind("Hint: ");
      if (hint == std::string::npos) return last;
      absl::StrAppend(&input, last.substr(hint + 6, last.find(' ', hint + 6) - hint - 6), "\n");
    }
    return last;
  }
};

TEST_F(PlayTest, ALostUpdateByHandAndItsToken) {
  Make();
  const CommandResult played = Play("0\n1\n2\n1\n2\n2\n1\n", {program()});
  EXPECT_EQ(played.code, kExitPassed) << played.err;
  EXPECT_THAT(played.out,
              AllOf(HasSubstr("Goal: make it fail (crash)"), HasSubstr("reads hits  "),
                    HasSubstr("reads hits: 0"), HasSubstr("It failed: crash. That was the goal")));
  const std::string token = TokenIn(played.out);
  const CommandResult again = Racelab({"replay", token, program()});
  EXPECT_EQ(again.code, kExitFailed) << again.out << again.err;
  EXPECT_THAT(again.out, HasSubstr(token));
}

TEST_F(PlayTest, OneAfterTheOtherEndsWellAndUndoGoesBack) {
  Make();
  const CommandResult played = Play("1 r 0 r 2 r\nu u u u u u u", {program()});
  EXPECT_EQ(played.code, kExitPassed) << played.err;
  EXPECT_THAT(played.out, AllOf(HasSubstr("came to its end, and nothing failed"),
                                HasSubstr("nothing to undo"), Not(HasSubstr("It failed"))));
}

TEST_F(PlayTest, WhoWaitsForALockCannotBePicked) {
  Make();
  const CommandResult played = Play("0 1 1 1 2 2 2\nh", {program(), "careful"});
  EXPECT_THAT(played.out,
              AllOf(HasSubstr("there is nothing to reach"),
                    HasSubstr("waits for lock, which thread 1 holds"),
                    HasSubstr("it cannot go on now"), HasSubstr("none is known at all")));
}

TEST_F(PlayTest, BadInputGetsOneMessageAndChangesNothing) {
  Make();
  const CommandResult played = Play("x\n77\n99999999999\n-1\n\n?\ng\nt\nq\n1\n", {program()});
  EXPECT_EQ(played.code, kExitPassed);
  EXPECT_THAT(played.err, IsEmpty());
  EXPECT_THAT(played.out, AllOf(HasSubstr("'x' is no command"), HasSubstr("no such task"),
                                HasSubstr("'99999999999' is no command"),
                                HasSubstr("'-1' is no command"), HasSubstr("u       undo"),
                                HasSubstr("./racelab replay rl1-"), Not(HasSubstr("> 1\n"))));
  EXPECT_EQ(Play("", {"./no-such-program"}).code, kExitUsage);
  const CommandResult foreign = Play("", {"/bin/true"});
  EXPECT_EQ(foreign.code, kExitInconclusive);
  EXPECT_THAT(foreign.err, HasSubstr("build the program with './racelab cc'"));
  EXPECT_EQ(Play("", {program(), "--test", "Explore.A"}).code, kExitUsage);
}

TEST_F(PlayTest, KeysOnATerminal) {
  Make();
  Pty play({RACELAB_PROGRAM, "play", program()});
  ASSERT_TRUE(play.WaitFor("Next:")) << play.screen();
  play.Press("1");
  EXPECT_TRUE(play.WaitFor("reads hits"));
  play.Press("h");
  EXPECT_TRUE(play.WaitFor("Hint: "));
  play.Press("u");
  EXPECT_TRUE(play.WaitFor("starts"));
  play.Press("q");
  EXPECT_EQ(play.Wait(), kExitPassed);
}

TEST_F(PlayTest, HintsLeadToTheFailure) {
  Make();
  EXPECT_THAT(FollowHints({program()}), HasSubstr("It failed: crash. That was the goal"));
}

// Both threads read 0, and then both write 1.
TEST_F(PlayTest, TwoVisitsOfLab1CountAsOne) {
  setenv("RACELAB_ROOT", RACELAB_SOURCE_DIR, 1);
  const CommandResult lost = Play("0 1 2\n1 2 2\n", {"1"});
  EXPECT_THAT(lost.out,
              AllOf(HasSubstr("Goal: make it fail (assertion)"), HasSubstr("reads hits_: 0"),
                    HasSubstr("It failed: assertion. That was the goal")));
  EXPECT_EQ(Racelab({"replay", TokenIn(lost.out), "1"}).code, kExitFailed);
}

}  // namespace
}  // namespace racelab
