// Lab 25: runs filters of all habits, with short and long texts, and compares what comes out.
#include <sched.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>

#include "gtest/gtest.h"
#include "labs/kit/handled.h"
#include "labs/kit/random.h"
#include "labs/kit/watched.h"
#include "run_filter.h"

namespace {

constexpr size_t kAll = ~size_t{0};
constexpr int kCannotWrite = 90;  // exit codes of a filter that is not content
constexpr int kWrongInput = 91;
constexpr int kNotHandled = 92;  // for ten seconds

// At most `most` bytes of the input, in pieces of `piece`; less at its end.
std::string Input(size_t most = kAll, size_t piece = 4096) {
  std::string input;
  std::string bytes(piece, '\0');
  while (input.size() < most) {
    const ssize_t got = read(0, bytes.data(), std::min(piece, most - input.size()));
    if (got == 0 || (got < 0 && errno != EINTR)) break;
    if (got > 0) input.append(bytes, 0, got);
  }
  return input;
}

void Output(const std::string& text) {
  for (size_t done = 0; done < text.size();) {
    const ssize_t now = write(1, text.data() + done, text.size() - done);
    if (now < 0 && errno != EINTR) _exit(kCannotWrite);
    if (now > 0) done += now;
  }
}

// Filters. This one gives each piece back before it reads the next.
std::function<int()> Cat(size_t piece) {
  return [piece] {
    for (std::string text = Input(piece, piece); !text.empty(); text = Input(piece, piece)) {
      Output(text);
    }
    return 0;
  };
}

// This one has to know everything first, like `sort`.
int Enclose() {
  const std::string text = Input(kAll, 65'536);
  Output("[");
  Output(text);
  Output("]");
  return 0;
}

// A text in which every piece looks different.
std::string Text(size_t size) {
  std::string text;
  text.reserve(size + 100);
  while (text.size() < size)
    text += std::to_string(text.size()) + " bottles of juice on the wall, and so many more\n";
  text.resize(size);
  return text;
}

// For the message of a failed test.
std::string Short(const std::string& text) {
  const bool all = text.size() <= 40;
  return std::to_string(text.size()) + " bytes" + (all ? ": " : " that end with: ") +
         text.substr(all ? 0 : text.size() - 20);
}

void Expect(const Outcome& outcome, const std::string& output, int exit_code = 0) {
  EXPECT_TRUE(outcome.output == output)
      << "the output was " << Short(outcome.output) << "\ninstead of " << Short(output);
  EXPECT_EQ(outcome.exit_code, exit_code)
      << (outcome.exit_code == kNotHandled ? "a signal was not handled while RunFilter() waited"
                                           : "");
}

TEST(Functional, ShortTexts) {
  Expect(RunFilter(Enclose, "hello\n"), "[hello\n]");
  Expect(RunFilter(Enclose, ""), "[]");
  Expect(RunFilter(Cat(9), ""), "");
  Expect(RunFilter(Cat(2), "hello"), "hello");
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  Expect(RunFilter(Cat(100), all + all), all + all);
}

TEST(Functional, ItIsAProcessWithAnExitCode) {
  const pid_t caller = getpid();
  Expect(RunFilter([&] { return getpid() != caller ? 7 : 1; }, ""), "", 7);
  Expect(RunFilter([] { return Input() == "abc" ? 255 : 0; }, "abc"), "", 255);
  Expect(RunFilter(
             [] {
               Output("dying");
               kill(getpid(), SIGKILL);
               return 0;
             },
             "abc"),
         "dying", 128 + SIGKILL);
  Expect(RunFilter([] { return raise(SIGTERM); }, "abc"), "", 128 + SIGTERM);
}

TEST(Functional, LongTextsPieceByPiece) {
  const std::string text = Text(9'000'000);
  Expect(RunFilter(Cat(4096), text), text);
  Expect(RunFilter(Cat(50'000), text), text);
}

TEST(Functional, ReadsEverythingFirst) {
  const std::string text = Text(3'000'000);
  Expect(RunFilter(Enclose, text), "[" + text + "]");
}

TEST(Functional, WritesEverythingFirst) {
  const std::string text = Text(3'000'000);
  const auto writes_first = [&] {
    Output(Text(2'000'000));
    return Input() == text ? 0 : kWrongInput;
  };
  Expect(RunFilter(writes_first, text), Text(2'000'000));
}

TEST(Functional, LeavesInputUnread) {
  const auto head = [] {
    Output(Input(10, 10));
    Output(Text(100'000));
    return 3;
  };
  const std::string text = Text(3'000'000);
  Expect(RunFilter(head, text), text.substr(0, 10) + Text(100'000), 3);
  Expect(RunFilter([] { return 4; }, text), "", 4);
}

TEST(Functional, ClosesItsInput) {
  const auto deaf = [] {
    close(0);
    Output(Text(500'000));
    return 0;
  };
  Expect(RunFilter(deaf, Text(3'000'000)), Text(500'000));
}

// Counts what it gets. The output is at its end long before.
TEST(Functional, ClosesItsOutput) {
  const std::string text = Text(3'000'000);
  const auto mute = [&] {
    Output("now I am silent");
    close(1);
    return Input() == text ? 5 : kWrongInput;
  };
  Expect(RunFilter(mute, text), "now I am silent", 5);
}

// It is stopped when it has closed its output, and goes on later.
TEST(Functional, AStoppedFilterHasNotEnded) {
  const auto stops = [] {
    Output("first");
    close(1);
    const pid_t filter = getpid();
    const pid_t other = fork();
    if (other == 0) {
      while (kit::StatusOf(filter, "State:") != "T") sched_yield();
      kill(filter, SIGCONT);
      _exit(0);
    }
    raise(SIGSTOP);
    waitpid(other, nullptr, 0);
    return 8;
  };
  Expect(RunFilter(stops, "a"), "first", 8);
}

TEST(Functional, AFilterInAFilter) {
  const auto outer = [] {
    const Outcome inner = RunFilter(Cat(1000), Input());
    Output(inner.output + "!");
    return inner.exit_code;
  };
  const std::string text = Text(300'000);
  Expect(RunFilter(outer, text), text + "!");
}

// Each of them has its own input, also when the outer one has not read all of it yet.
TEST(Functional, AFilterInAFilterThatReadsOn) {
  const auto outer = [] {
    const std::string first = Input(10, 10);
    const Outcome inner = RunFilter(Cat(1000), "inner");
    Output(first + inner.output + Input());
    return inner.exit_code;
  };
  const std::string text = Text(30'000);
  Expect(RunFilter(outer, text), text.substr(0, 10) + "inner" + text.substr(10));
}

// Far more comes out than goes in, and before much has gone in.
TEST(Functional, MakesItLonger) {
  const auto longer = [] {
    for (std::string text = Input(10, 10); !text.empty(); text = Input(10, 10)) {
      Output(text + std::string(990, '.'));
    }
    return 0;
  };
  EXPECT_EQ(RunFilter(longer, Text(90'000)).output.size(), 9'000'000u);
}

// The filter has no children but those that it starts.
TEST(Functional, AFilterWaitsForItsChildren) {
  const auto starts = [] {
    if (fork() == 0) _exit(9);
    int status = 0;
    int children = 0;
    while (wait(&status) > 0) ++children;
    return children == 1 ? WEXITSTATUS(status) : 0;
  };
  Expect(RunFilter(starts, Text(100'000)), "", 9);
}

// The caller has another child, which has ended before.
TEST(Functional, AnotherChildOfTheCaller) {
  const pid_t other = fork();
  if (other == 0) _exit(77);
  siginfo_t info;
  waitid(P_PID, static_cast<id_t>(other), &info, WEXITED | WNOWAIT);
  Expect(RunFilter(Enclose, "a"), "[a]");
  int status = 0;
  EXPECT_EQ(waitpid(other, &status, 0), other)
      << "RunFilter() has waited for a child of the caller";
}

// What the caller has printed, and is still in its buffer, is not output of the filter, nor is what
// it prints when it ends.
TEST(Functional, NothingElseIsOutput) {
  static const pid_t caller = getpid();
  std::atexit([] {
    if (getpid() != caller) Output("(the caller ends)\n");
  });
  std::fputs("(this line was printed before)\n", stdout);
  Expect(RunFilter(Enclose, "a"), "[a]");
  std::fflush(stdout);
}

TEST(Explore, PieceByPiece) {
  const std::string text = Text(100'000);
  Expect(RunFilter(Cat(65'536), text), text);
}

TEST(Explore, ReadsEverythingFirst) {
  const std::string text = Text(100'000);
  Expect(RunFilter(Enclose, text), "[" + text + "]");
}

// Who still uses the input after RunFilter() has returned finds it gone.
TEST(Explore, LeavesInputUnread) {
  Outcome outcome;
  {
    const std::string text = Text(100'000);
    const auto head = [] {
      Output(Input(1, 1));
      return 3;
    };
    outcome = RunFilter(head, text);
  }
  Expect(outcome, "0", 3);
}

int EncloseAndFail() {
  Enclose();
  return 3;
}

TEST(Faults, ShortText) { Expect(RunFilter(EncloseAndFail, "hello"), "[hello]", 3); }

TEST(Faults, LongText) {
  const std::string text = Text(70'000);
  Expect(RunFilter(EncloseAndFail, text), "[" + text + "]", 3);
}

const kit::Handled* handled = nullptr;  // for the handler, which gets no argument

void OnSignal(int) { handled->Note(); }

// The filter sends signals to the caller whenever it sleeps, and goes on with its work when they
// have been handled.
TEST(Stress, SignalsInterruptTheCaller) {
  struct sigaction action = {};
  action.sa_handler = OnSignal;  // no SA_RESTART: calls that wait fail with EINTR
  sigaction(SIGUSR1, &action, nullptr);
  const kit::Handled notes;
  handled = &notes;
  const pid_t caller = getpid();
  const auto interrupt = [caller] {
    kit::FallsAsleep(caller, 300);
    kill(caller, SIGUSR1);
    if (!handled->Await()) _exit(kNotHandled);
  };
  const auto filter = [&] {
    for (int i = 0; i < 4; ++i) {
      interrupt();
      Output(Input(50'000));
    }
    close(1);  // the caller has all of the output, and waits for this process
    for (int i = 0; i < 3; ++i) interrupt();
    return 6;
  };
  const std::string text = Text(200'000);
  Expect(RunFilter(filter, text), text, 6);
}

TEST(Stress, ManyFilters) {
  for (int i = 0; i < 6; ++i) {
    const std::string text = Text(kit::RandomBetween(1, 200'000));
    const size_t piece = kit::RandomBetween(1000, 100'000);
    Expect(RunFilter(Cat(piece), text), text);
  }
}

}  // namespace
