// Lab 24: sends messages of all kinds from several processes, and compares what arrives.
#include <sched.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "channel.h"
#include "gtest/gtest.h"
#include "labs/kit/processes.h"
#include "labs/kit/random.h"
#include "labs/kit/watched.h"

namespace {

constexpr int kRefused = 2;  // exit codes of a process that is not content
constexpr int kWrong = 3;

void ExpectAllOk(const std::vector<kit::Fate>& fates) {
  for (size_t i = 0; i < fates.size(); ++i) {
    const char* const what = fates[i].code == kRefused ? " (Send() returned false)"
                             : fates[i].code == kWrong ? " (it received something else)"
                                                       : "";
    EXPECT_TRUE(fates[i].Ok()) << "process " << i << " " << fates[i] << what;
  }
}

// Waits for a child. When the test has failed already, the child may wait for ever: then it ends
// it.
void ExpectEnd(pid_t child) {
  const bool failed = ::testing::Test::HasFailure();
  if (failed) kill(child, SIGKILL);
  const kit::Fate fate = kit::WaitFor(child);
  if (!failed) ExpectAllOk({fate});
}

// Who ends first is looked at first: it may have left the others waiting for ever.
void ExpectEndOf(std::vector<pid_t> children) {
  while (!children.empty()) {
    siginfo_t ended = {};
    waitid(P_ALL, 0, &ended, WEXITED | WNOWAIT);
    auto first = std::find(children.begin(), children.end(), ended.si_pid);
    if (first == children.end()) first = children.begin();  // a child of the channel's own
    ExpectEnd(*first);
    children.erase(first);
  }
}

// For the message of a failed test.
std::string Short(const std::optional<std::string>& message) {
  if (!message) return "the end";
  if (message->size() <= 40) return "\"" + *message + "\"";
  return std::to_string(message->size()) + " bytes that begin with \"" + message->substr(0, 20) +
         "\"";
}

void ExpectNext(Channel& channel, const std::optional<std::string>& expected) {
  const std::optional<std::string> got = channel.Receive();
  EXPECT_TRUE(got == expected) << "received " << Short(got) << " instead of " << Short(expected);
}

// One process sends `messages`, then ends; this one receives them, then the end.
void ExpectTransfer(const std::vector<std::string>& messages) {
  Channel channel;
  const pid_t sender = fork();
  if (sender == 0) {
    for (const std::string& message : messages) {
      if (!channel.Send(message)) _exit(kRefused);
    }
    _exit(0);
  }
  for (const std::string& message : messages) ExpectNext(channel, message);
  ExpectNext(channel, std::nullopt);
  ExpectEnd(sender);
}

TEST(Functional, OneMessageAndTheEnd) { ExpectTransfer({"hello"}); }

TEST(Functional, SeveralMessagesStayApart) { ExpectTransfer({"one", "two", "three", "3", "45"}); }

TEST(Functional, NoMessageAtAll) { ExpectTransfer({}); }

TEST(Functional, EmptyMessages) { ExpectTransfer({"", "a", "", "", "b", ""}); }

TEST(Functional, AnyBytes) {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  ExpectTransfer({"two\nlines\n", std::string("\0\0\1\0", 4), "5:12345,", all, all + all, "\r\n"});
}

TEST(Functional, LongMessages) {
  const std::string longest(Channel::kLongest, 'x');
  ExpectTransfer({longest, std::string(4096, 'a'), std::string(4097, 'b'), std::string(65'536, 'c'),
                  std::string(70'000, 'd'), longest + "", "short"});
}

// All three are there before the first is received.
// Whatever the pieces are in which a message goes: one is as long as a piece, one a byte longer.
TEST(Functional, MessagesOfEveryLength) {
  std::vector<std::string> messages;
  const auto add = [&](size_t from, size_t to) {
    for (size_t n = from; n <= to; ++n) messages.emplace_back(n, static_cast<char>('a' + n % 26));
  };
  add(0, 4'200);
  add(8'150, 8'200);
  add(65'500, 65'540);
  ExpectTransfer(messages);
}

TEST(Functional, WaitingMessagesStayApart) {
  Channel channel;
  const kit::Fate fate = kit::RunProcess([&] {
    for (const char* message : {"one", "", "two"}) {
      if (!channel.Send(message)) _exit(kRefused);
    }
  });
  ExpectAllOk({fate});
  for (const char* message : {"one", "", "two"}) ExpectNext(channel, message);
  ExpectNext(channel, std::nullopt);
  ExpectNext(channel, std::nullopt);
}

// The receiver is a child; the process that made the channel sends, then destroys it.
TEST(Functional, TheMakerSends) {
  auto channel = std::make_unique<Channel>();
  const pid_t receiver = fork();
  if (receiver == 0) {
    const bool right = channel->Receive() == "to you" && channel->Receive() == std::nullopt;
    _exit(right ? 0 : kWrong);
  }
  EXPECT_TRUE(channel->Send("to you"));
  channel.reset();
  ExpectEnd(receiver);
}

// The receiver goes after one message. Senders learn that from Send(), and live on.
TEST(Functional, TheReceiverGoes) {
  auto channel = std::make_unique<Channel>();
  std::vector<pid_t> senders;
  for (int i = 0; i < 2; ++i) {
    senders.push_back(fork());
    if (senders.back() != 0) continue;
    while (channel->Send(std::string(3000, 's'))) {
    }
    _exit(0);
  }
  ExpectNext(*channel, std::string(3000, 's'));
  channel.reset();
  ExpectEndOf(senders);
}

TEST(Functional, ASecondChannelIsAnother) {
  Channel first;
  Channel second;
  const kit::Fate fate = kit::RunProcess([&] {
    if (!second.Send("second") || !first.Send("first")) _exit(kRefused);
  });
  ExpectAllOk({fate});
  ExpectNext(first, "first");
  ExpectNext(second, "second");
}

// While one waits for room in a channel, who will make room uses another channel first.
TEST(Functional, AFullChannelHoldsNobodyUpInAnother) {
  Channel there;
  Channel back;
  const std::string longest(Channel::kLongest, 'l');
  const pid_t other = fork();
  if (other == 0) {
    for (int i = 0; i < 3; ++i) {
      if (!there.Send(longest)) _exit(kRefused);
    }
    _exit(back.Receive() == "ready" ? 0 : kWrong);
  }
  kit::ProcessFallsAsleepWithin(other, 0.2);
  EXPECT_TRUE(back.Send("ready"));
  for (int i = 0; i < 3; ++i) ExpectNext(there, longest);
  ExpectEnd(other);
}

void OnSignal(int) {}

// From now on SIGUSR1 interrupts what this process waits for.
void LetSignalsInterrupt() {
  struct sigaction action = {};
  action.sa_handler = OnSignal;  // no SA_RESTART
  sigaction(SIGUSR1, &action, nullptr);
}

// Sends SIGUSR1 to `process` `times` times, each time while it sleeps: in a read or a write.
void InterruptAsleep(pid_t process, int times) {
  for (int i = 0; i < times; ++i) {
    for (int looks = 0; looks < 300; ++looks) {
      const std::string state = kit::StatusOf(process, "State:");
      if (state == "S" || state == "Z") break;  // or it has ended
      sched_yield();
    }
    kill(process, SIGUSR1);
  }
}

TEST(Functional, SignalsInterruptTheReceiver) {
  LetSignalsInterrupt();
  Channel channel;
  const pid_t receiver = getpid();
  const pid_t sender = fork();
  if (sender == 0) {
    InterruptAsleep(receiver, 3);
    bool sent = channel.Send("after the signal");
    InterruptAsleep(receiver, 3);
    sent = channel.Send(std::string(90'000, 'y')) && sent;
    InterruptAsleep(receiver, 3);
    _exit(sent ? 0 : kRefused);
  }
  ExpectNext(channel, "after the signal");
  ExpectNext(channel, std::string(90'000, 'y'));
  ExpectNext(channel, std::nullopt);
  ExpectEnd(sender);
}

TEST(Functional, SignalsInterruptTheSender) {
  LetSignalsInterrupt();
  Channel channel;
  const pid_t sender = fork();
  if (sender == 0) {
    bool sent = true;
    for (int i = 0; i < 5; ++i) sent = channel.Send(std::string(90'000 + i, 'a' + i)) && sent;
    _exit(sent ? 0 : kRefused);
  }
  InterruptAsleep(sender, 5);  // nobody receives yet, so it has to wait
  for (int i = 0; i < 5; ++i) {
    ExpectNext(channel, std::string(90'000 + i, 'a' + i));
    InterruptAsleep(sender, 2);
  }
  ExpectNext(channel, std::nullopt);
  ExpectEnd(sender);
}

// Two have more to send than there is room for: one waits for room, the other one for room or for
// its turn. Signals come to both. Who waits for its turn neither gives up nor takes it.
TEST(Functional, SignalsInterruptWhoWaitsForItsTurn) {
  LetSignalsInterrupt();
  constexpr int kMessages = 3;
  Channel channel;
  pid_t senders[2];
  for (int i = 0; i < 2; ++i) {
    senders[i] = fork();
    if (senders[i] != 0) continue;
    bool sent = true;
    for (int n = 0; n < kMessages; ++n) {
      sent = channel.Send(std::string(80'000 + n, 'a' + i)) && sent;
    }
    _exit(sent ? 0 : kRefused);
  }
  for (pid_t sender : senders) {
    kit::ProcessFallsAsleepWithin(sender, 0.2);
    InterruptAsleep(sender, 3);
  }
  int received[2] = {0, 0};
  for (int n = 0; n < 2 * kMessages; ++n) {
    const std::optional<std::string> got = channel.Receive();
    const int i = got && !got->empty() && (*got)[0] == 'b' ? 1 : 0;
    const std::string expected(80'000 + received[i]++, 'a' + i);
    ASSERT_TRUE(got == expected) << "received " << Short(got) << " instead of " << Short(expected);
  }
  for (pid_t sender : senders) ExpectEnd(sender);
}

// Sender i sends messages of sizes[0], sizes[1] ... bytes, all of them its own letter, the first of
// which is a capital. This process receives all, and knows from each message what should be in it.
void ManySenders(int senders, const std::vector<size_t>& sizes) {
  Channel channel;
  std::fflush(nullptr);
  std::vector<pid_t> children;
  for (int i = 0; i < senders; ++i) {
    children.push_back(fork());
    if (children.back() != 0) continue;
    for (size_t size : sizes) {
      std::string message(size, static_cast<char>('a' + i));
      message[0] = static_cast<char>('A' + i);
      if (!channel.Send(message)) _exit(kRefused);
    }
    _exit(0);
  }
  std::vector<size_t> received(senders);
  while (const std::optional<std::string> message = channel.Receive()) {
    const int i = message->empty() ? -1 : (*message)[0] - 'A';
    const bool known = i >= 0 && i < senders && received[i] < sizes.size();
    std::string expected;
    if (known) expected.assign(sizes[received[i]++], static_cast<char>('a' + i));
    if (known) expected[0] = static_cast<char>('A' + i);
    if (!known || *message != expected) {
      ADD_FAILURE() << "nobody sent " << Short(message);
      break;
    }
  }
  for (pid_t child : children) ExpectEnd(child);
  if (::testing::Test::HasFailure()) return;
  for (int i = 0; i < senders; ++i) EXPECT_EQ(received[i], sizes.size()) << "of sender " << i;
}

TEST(Explore, TwoSendShortMessages) { ManySenders(2, {3, 2}); }

TEST(Explore, TwoSendMoreThanPipeBuf) { ManySenders(2, {5000}); }

// The pipe takes the second message of this size only in part, until somebody makes room.
TEST(Explore, ThreeSendLongMessages) { ManySenders(3, {40'000}); }

// A short message does not get into the middle of a long one.
TEST(Explore, TwoSendShortAndLong) { ManySenders(2, {3, 70'000}); }

TEST(Explore, TheReceiverGoes) {
  auto channel = std::make_unique<Channel>();
  const pid_t sender = fork();
  if (sender == 0) {
    channel->Send("one");
    channel->Send("two");
    _exit(0);
  }
  channel->Receive();
  channel.reset();
  ExpectEnd(sender);
}

TEST(Stress, FourSendShortMessages) {
  std::vector<size_t> sizes;
  for (int i = 0; i < 200; ++i) sizes.push_back(kit::RandomBetween(1, 300));
  ManySenders(4, sizes);
}

TEST(Stress, FourSendMessagesOfAllSizes) {
  std::vector<size_t> sizes;
  for (int i = 0; i < 5; ++i) sizes.push_back(kit::RandomBetween(3000, Channel::kLongest));
  sizes.push_back(Channel::kLongest);
  ManySenders(4, sizes);
}

}  // namespace
