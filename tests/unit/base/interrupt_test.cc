// Tests of ctrl-C: the flag, the descriptor, and a running command that is ended.
#include "checker/base/interrupt.h"

#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>

#include <string_view>

#include "absl/time/clock.h"
#include "checker/base/subprocess.h"

namespace racelab {
namespace {

// One test, because an interrupt is for ever. The command itself sends the interrupt, so that it
// certainly comes while the command runs.
TEST(Interrupt, EndsWhatRunsAndStays) {
  EXPECT_EQ(InterruptDescriptor(), -1);
  CatchInterrupts();
  const int descriptor = InterruptDescriptor();
  CatchInterrupts();
  EXPECT_EQ(InterruptDescriptor(), descriptor) << "the second call must change nothing";
  EXPECT_FALSE(Interrupted());
  pollfd set = {descriptor, POLLIN, 0};
  EXPECT_EQ(poll(&set, 1, 0), 0);

  Command command;
  command.argv = {"sh", "-c", "kill -INT $PPID; sleep 1000 & sleep 1000"};
  const absl::Time start = absl::Now();
  EXPECT_EQ(RunCommand(command).status().code(), absl::StatusCode::kCancelled);
  EXPECT_LT(absl::Now() - start, absl::Seconds(60));

  EXPECT_TRUE(Interrupted());
  EXPECT_EQ(poll(&set, 1, 0), 1);
  raise(SIGTERM);
  EXPECT_EQ(poll(&set, 1, 0), 1) << "readable for ever";
  command.argv = {"true"};
  EXPECT_EQ(RunCommand(command).status().code(), absl::StatusCode::kCancelled)
      << "nothing new starts";
}

}  // namespace
}  // namespace racelab
