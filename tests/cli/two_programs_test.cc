// explore and replay of a program that runs another one.
#include <gmock/gmock.h>

#include "absl/strings/str_replace.h"
#include "checker/cli/exit_code.h"
#include "tests/cli/course.h"

namespace racelab {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class TwoProgramsTest : public CourseTest {};

// Two programs and a file that both have; the first runs the second.
constexpr char kBox[] = R"(#include <fcntl.h>
#include <semaphore.h>
#include <sys/mman.h>
#include <unistd.h>
struct Box { sem_t full; int value; };
static struct Box *open_box(void) {
  int file = shm_open("/racelab_cli_box", O_RDWR | O_CREAT, 0600);
  if (ftruncate(file, 4096) != 0) _exit(9);
  return mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
}
)";
constexpr char kConsumer[] = R"(#include "box.h"
#include <sys/wait.h>
int main(int count, char **arguments) {
  struct Box *box = open_box();
  sem_init(&box->full, 1, 0);
  if (count == 2 && fork() == 0) {
    execl(arguments[1], "producer", (char *)0);
    _exit(127);
  }
  sem_wait(&box->full);
  int got = box->value;
  wait(0);
  shm_unlink("/racelab_cli_box");
  return got == 42 ? 0 : 1;
}
)";
constexpr char kProducer[] = R"(#include "box.h"
int produced;
int main(void) {
  struct Box *box = open_box();
  sem_post(&box->full);
  produced = 42;
  box->value = produced;
  return 0;
}
)";

TEST_F(TwoProgramsTest, AnotherProgramThatIsRunIsExploredWithTheFirst) {
  const auto make = [&](const std::string& name, const std::string& text) {
    Write(root() / (name + ".c"), text);
    const CommandResult made = Racelab({"cc", root() / (name + ".c"), "-o", root() / name});
    ASSERT_EQ(made.code, 0) << made.err;
  };
  Write(root() / "box.h", kBox);
  make("consumer", kConsumer);
  make("producer", kProducer);
  const std::vector<std::string> both = {root() / "consumer", root() / "producer"};
  const CommandResult found = Racelab({"explore", "--executions", "100", both[0], both[1]});
  EXPECT_EQ(found.code, kExitFailed) << found.out << found.err;
  EXPECT_THAT(found.out,
              AllOf(HasSubstr("data race"), HasSubstr("reads it at consumer.c:11"),
                    HasSubstr("writes it at producer.c:7"), HasSubstr("box->value = produced;")));
  const CommandResult again = Racelab({"replay", TokenIn(found.out), both[0], both[1]});
  EXPECT_EQ(again.code, kExitFailed) << again.out << again.err;
  EXPECT_THAT(again.out, HasSubstr("producer.c:7"));

  make("producer",
       absl::StrReplaceAll(kProducer, {{"  sem_post(&box->full);\n", ""},
                                       {"= produced;", "= produced; sem_post(&box->full);"}}));
  const CommandResult mended = Racelab({"explore", "--executions", "100", both[0], both[1]});
  EXPECT_EQ(mended.code, kExitPassed) << mended.out << mended.err;
  EXPECT_THAT(mended.out, HasSubstr("exhausted"));
}

}  // namespace
}  // namespace racelab
