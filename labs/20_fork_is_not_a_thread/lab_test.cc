// Lab 20: runs CountWords() in a process of its own and looks at everything it leaves behind.
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <stdexcept>
#include <string>

#include "gtest/gtest.h"
#include "labs/kit/crash_point.h"
#include "labs/kit/processes.h"
#include "labs/kit/random.h"
#include "labs/kit/rendezvous.h"
#include "word_count.h"

namespace {

constexpr int kMaxParts = 8;

// What the processes of one call note down, in memory that all of them share.
struct Notes {
  std::atomic<int> visits[kMaxParts];  // how often each part was counted
  std::atomic<pid_t> pids[kMaxParts];  // by which process
  std::atomic<int> returned{0};        // processes in which CountWords() returned
  std::atomic<int> threw{0};           // processes that an exception left
  std::atomic<int> ends{0};            // processes that ran the caller's atexit handlers
  std::atomic<pid_t> caller{0};
  std::atomic<int> left{0};  // children that the caller had not waited for
  Tally tally;
};

Notes* current = nullptr;  // for the atexit handler, which gets no argument

void NoteEnd() {
  if (current != nullptr) ++current->ends;
}

// The part of a process that called CountWords(); a child that falls through comes here, too.
void Call(Notes& notes, int parts, const std::function<int(int)>& count) {
  Tally tally;
  try {
    tally = CountWords(parts, [&](int part) {
      notes.pids[part] = getpid();
      ++notes.visits[part];
      return count(part);
    });
  } catch (...) {
    ++notes.threw;
    return;
  }
  ++notes.returned;
  if (getpid() != notes.caller) return;
  notes.tally = tally;
  while (waitpid(-1, nullptr, 0) > 0) ++notes.left;
}

std::string ReadAll(int file) {
  std::string text(1 << 16, '\0');
  const ssize_t size = pread(file, text.data(), text.size(), 0);
  text.resize(size < 0 ? 0 : static_cast<size_t>(size));
  return text;
}

// Calls CountWords() in a new process whose stdout is a file, and checks what every call promises.
Tally Observe(int parts, const std::function<int(int)>& count) {
  const kit::Shared<Notes> notes;
  const int output = memfd_create("stdout", MFD_CLOEXEC);
  int alive[2];  // its write end closes when the last process of this call has ended
  EXPECT_EQ(pipe2(alive, O_CLOEXEC), 0);

  const kit::Fate fate = kit::RunProcess([&] {
    dup2(output, STDOUT_FILENO);
    std::setvbuf(stdout, nullptr, _IOFBF, BUFSIZ);  // as for every program that writes to a file
    std::fputs("the caller's own line\n", stdout);  // still in the buffer
    current = &*notes;
    std::atexit(NoteEnd);
    notes->caller = getpid();
    Call(*notes, parts, count);
  });
  close(alive[1]);
  char byte;
  while (read(alive[0], &byte, 1) > 0) {
  }
  close(alive[0]);
  const std::string text = ReadAll(output);
  close(output);

  EXPECT_TRUE(fate.Ok()) << "the process that called CountWords() " << fate;
  EXPECT_EQ(notes->threw, 0) << "an exception of a part left CountWords()";
  EXPECT_EQ(notes->returned, 1) << "CountWords() must return in one process, the caller";
  EXPECT_EQ(notes->ends, 0) << "a child ran the program's atexit handlers";
  EXPECT_EQ(notes->left, 0) << "children that CountWords() did not wait for";
  for (int part = 0; part < parts; ++part) {
    EXPECT_EQ(notes->visits[part], 1) << "part " << part << " must be counted once";
    EXPECT_NE(notes->pids[part], notes->caller) << "part " << part << " needs its own process";
    for (int other = 0; other < part; ++other) {
      EXPECT_NE(notes->pids[part], notes->pids[other]) << "two parts in one process";
    }
  }
  const Tally tally = notes->tally;
  EXPECT_EQ(text, "the caller's own line\ncounting " + std::to_string(parts) +
                      " parts: " + std::to_string(tally.words) + " words\n");
  return tally;
}

TEST(Functional, OnePart) {
  const Tally tally = Observe(1, [](int) { return 7; });
  EXPECT_EQ(tally.words, 7);
  EXPECT_EQ(tally.failed, 0);
}

TEST(Functional, ThreePartsAddUp) {
  const Tally tally = Observe(3, [](int part) { return 10 + 30 * part; });
  EXPECT_EQ(tally.words, 10 + 40 + 70);
  EXPECT_EQ(tally.failed, 0);
}

TEST(Functional, TheSmallestAndTheLargestPart) {
  EXPECT_EQ(Observe(4, [](int part) { return part % 2 == 0 ? 0 : 100; }).words, 200);
}

TEST(Functional, NoParts) {
  EXPECT_EQ(Observe(0, [](int) { return 1; }).words, 0);
}

TEST(Functional, AKilledPartFailsAlone) {
  const Tally tally = Observe(3, [](int part) {
    if (part == 1) kill(getpid(), SIGKILL);
    return 5;
  });
  EXPECT_EQ(tally.words, 10);
  EXPECT_EQ(tally.failed, 1);
}

TEST(Functional, AThrowingPartFailsAlone) {
  const Tally tally = Observe(3, [](int part) {
    if (part == 0) throw std::runtime_error("unreadable");
    return 6;
  });
  EXPECT_EQ(tally.words, 12);
  EXPECT_EQ(tally.failed, 1);
}

// In the test's own process.
TEST(Functional, EachCallBeginsAnew) {
  for (const int failing : {1, 2, 0}) {
    const Tally tally = CountWords(3, [failing](int part) {
      if (part < failing) throw std::runtime_error("unreadable");
      return 8;
    });
    EXPECT_EQ(tally.words, 8 * (3 - failing));
    EXPECT_EQ(tally.failed, failing);
  }
}

TEST(Functional, ManyParts) {
  EXPECT_EQ(CountWords(150, [](int part) { return part == 149 ? 99 : 100; }).words, 14'999);
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1) << "CountWords() did not wait for all its children";
}

TEST(Explore, TwoParts) {
  const Tally tally = Observe(2, [](int part) { return part + 1; });
  EXPECT_EQ(tally.words, 3);
  EXPECT_EQ(tally.failed, 0);
}

TEST(Explore, OneOfThreeThrows) {
  const Tally tally = Observe(3, [](int part) {
    if (part == 0) throw std::runtime_error("unreadable");
    return part;
  });
  EXPECT_EQ(tally.words, 3);
  EXPECT_EQ(tally.failed, 1);
}

// A child may die at any step after its part was counted; what it counted may be lost with it.
TEST(Crash, AChildDiesAnywhere) {
  const Tally tally = CountWords(2, [](int part) {
    kit::MayDie();
    return part + 1;
  });
  EXPECT_GE(tally.words, 0);
  EXPECT_LE(tally.words, 3);
  EXPECT_LE(tally.failed, 2);
  if (tally.failed == 0) EXPECT_EQ(tally.words, 3);
}

TEST(Stress, ManyCallsOfManyParts) {
  const int calls = kit::RandomBetween(8, 12);
  for (int call = 0; call < calls; ++call) {
    const int parts = kit::RandomBetween(2, 5);
    const int words = kit::RandomBetween(1, 90);
    const Tally tally = Observe(parts, [&](int part) { return words + part; });
    EXPECT_EQ(tally.words, parts * words + parts * (parts - 1) / 2);
    EXPECT_EQ(tally.failed, 0);
  }
}

// In the test's own process: what CountWords() does not tidy up stays in it.
TEST(Stress, NothingIsLeftInTheCaller) {
  const int calls = kit::RandomBetween(3, 6);
  for (int call = 0; call < calls; ++call) {
    EXPECT_EQ(CountWords(3, [](int part) { return part; }).words, 3);
  }
}

// Each part waits for the others: with one process after another the first would wait for ever.
TEST(Parallel, AllPartsAtTheSameTime) {
  constexpr int kParts = 4;
  const kit::Shared<kit::Rendezvous> all(kParts);
  const Tally tally = Observe(kParts, [&](int) {
    all->Meet();
    return 1;
  });
  EXPECT_EQ(tally.words, kParts);
}

}  // namespace
