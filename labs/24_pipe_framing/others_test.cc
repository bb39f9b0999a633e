// More tests of lab 24: what a channel closes is its own.
#include <fcntl.h>
#include <unistd.h>

#include <optional>
#include <string>
#include <vector>

#include "channel.h"
#include "gtest/gtest.h"
#include "labs/kit/processes.h"

namespace {

constexpr int kClosed = 4;  // exit code of a process that has lost a descriptor of its own

// Files that get the numbers of all descriptors that are free by now, up to the largest in use.
std::vector<int> OpenFiles() {
  std::vector<int> files;
  for (int i = 0; i < 8; ++i) files.push_back(open("/dev/null", O_RDONLY | O_CLOEXEC));
  return files;
}

bool AreOpen(const std::vector<int>& files) {
  for (const int file : files) {
    if (fcntl(file, F_GETFD) < 0) return false;
  }
  return true;
}

// A descriptor that was closed early may be somebody else's when the channel goes.
TEST(Functional, TheDescriptorsOfOthersStayOpen) {
  std::optional<Channel> channel(std::in_place);
  const pid_t sender = fork();
  if (sender == 0) {
    const bool sent = channel->Send("one");
    const std::vector<int> files = OpenFiles();
    const bool again = channel->Send("two");
    channel.reset();
    _exit(!sent || !again ? 1 : AreOpen(files) ? 0 : kClosed);
  }
  EXPECT_EQ(channel->Receive(), "one");
  const std::vector<int> files = OpenFiles();
  EXPECT_EQ(channel->Receive(), "two");
  EXPECT_EQ(channel->Receive(), std::nullopt);
  channel.reset();
  EXPECT_TRUE(AreOpen(files)) << "the receiver has lost a descriptor that is not the channel's";
  for (const int file : files) close(file);
  const kit::Fate fate = kit::WaitFor(sender);
  EXPECT_TRUE(fate.Ok()) << "the sender " << fate
                         << (fate.code == kClosed ? ": it has lost a descriptor of its own" : "");
}

}  // namespace
