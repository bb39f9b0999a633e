// Lab 21: lets several real processes count on one counter, stops them in the middle, and adds up.
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <atomic>
#include <random>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "labs/kit/crash_point.h"
#include "labs/kit/processes.h"
#include "labs/kit/random.h"
#include "shared_counter.h"

namespace {

constexpr int kWorkers = 4;

// Whether `done` came true within `milliseconds`. Yields instead of sleeping.
template <typename Done>
bool Within(int milliseconds, const Done& done) {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  const long end = now.tv_sec * 1000000000L + now.tv_nsec + milliseconds * 1000000L;
  while (!done()) {
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (now.tv_sec * 1000000000L + now.tv_nsec > end) return false;
    sched_yield();
  }
  return true;
}

// A name of its own for each test, also when other programs run; gone after it.
class Name {
 public:
  // Always as long, so that the explorer sees the same steps every time.
  Name()
      : text_("/racelab-21-" + std::to_string(1'000'000'000 + std::random_device()() % (1 << 30))) {
  }
  ~Name() { SharedCounter::Remove(text_); }
  operator const std::string&() const { return text_; }

 private:
  std::string text_;
};

// Takes the next free pages of this process, more for each `process`, so that whatever it maps next
// comes to lie at an address of its own.
void ShiftAddresses(int process) {
  for (int page = 0; page < 16 * (process + 1); ++page) {
    mmap(nullptr, 1, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  }
}

void ExpectAllOk(const std::vector<kit::Fate>& fates) {
  for (size_t i = 0; i < fates.size(); ++i)
    EXPECT_TRUE(fates[i].Ok()) << "process " << i << " " << fates[i];
}

// What the process that makes a counter shows about its progress, when it is to be held up.
struct HoldUp {
  std::atomic<bool> creating{false};  // the creator is about to give the memory its size
  std::atomic<bool> opening{false};   // the other process is about to open the counter
  std::atomic<bool> opened{false};    // ... and has added to it
  std::atomic<bool> made{false};      // the creator is through
};
HoldUp* hold_up = nullptr;  // only in the creator's process
bool hold_before = false;   // before or after the memory has its size

void Hold() {
  hold_up->creating = true;
  Within(1000, [] { return hold_up->opening.load(); });
  Within(10, [] { return hold_up->opened.load(); });
}

}  // namespace

// Stands before the C library's ftruncate: the moment in which a new counter exists, unfinished.
extern "C" int ftruncate(int file, off_t size) noexcept {
  HoldUp* const mine = hold_up;
  if (mine != nullptr && hold_before) Hold();
  const int result = static_cast<int>(syscall(SYS_ftruncate, file, size));
  if (mine != nullptr && !hold_before) Hold();
  hold_up = nullptr;  // once is enough
  return result;
}

namespace {

TEST(Functional, CountsInOneProcess) {
  const Name name;
  SharedCounter counter(name);
  EXPECT_EQ(counter.Value(), 0);
  counter.Add(2);
  counter.Add(40);
  EXPECT_EQ(counter.Value(), 42);
}

TEST(Functional, KeepsItsValueWhileNobodyHasItOpen) {
  const Name name;
  { SharedCounter(name).Add(5); }
  { SharedCounter(name).Add(6); }
  EXPECT_EQ(SharedCounter(name).Value(), 11);
}

TEST(Functional, StartsAgainAfterRemove) {
  const Name name;
  { SharedCounter(name).Add(5); }
  SharedCounter::Remove(name);
  EXPECT_EQ(SharedCounter(name).Value(), 0);
}

// Who had the old one open does not hold on to it.
TEST(Functional, AnotherProcessRemovesIt) {
  const Name name;
  { SharedCounter(name).Add(5); }
  ExpectAllOk({kit::RunProcess([&] {
    SharedCounter::Remove(name);
    SharedCounter(name).Add(70);
  })});
  EXPECT_EQ(SharedCounter(name).Value(), 70);
}

TEST(Functional, CountsAsFarAsALongDoes) {
  const Name name;
  SharedCounter counter(name);
  counter.Add(3'000'000'000);
  counter.Add(4'000'000'000);
  counter.Add(-1);
  EXPECT_EQ(counter.Value(), 6'999'999'999);
}

TEST(Functional, ItMayBeNegative) {
  const Name name;
  SharedCounter counter(name);
  for (const long sum : {-1L, -2L, -5'000'000'000L, 3L, 0L, -1L}) {
    counter.Add(sum - counter.Value());
    EXPECT_EQ(counter.Value(), sum);
  }
}

TEST(Functional, AnotherNameIsAnotherCounter) {
  const Name here, there;
  SharedCounter one(here);
  one.Add(1);
  {
    SharedCounter other(there);
    EXPECT_EQ(other.Value(), 0);
    other.Add(20);
  }
  EXPECT_EQ(one.Value(), 1);
  EXPECT_EQ(SharedCounter(there).Value(), 20);
  SharedCounter::Remove(there);
  EXPECT_EQ(one.Value(), 1);
}

TEST(Functional, AnotherProcessSeesTheSameNumber) {
  const Name name;
  const kit::Shared<std::atomic<long>> seen(0);
  for (int i = 0; i < 3; ++i) {
    const kit::Fate fate = kit::RunProcess([&] {
      ShiftAddresses(i);
      SharedCounter counter(name);
      counter.Add(10);
      *seen = counter.Value();
    });
    EXPECT_TRUE(fate.Ok()) << "process " << i << " " << fate;
  }
  EXPECT_EQ(*seen, 30);
}

TEST(Functional, TwoProcessesHaveItOpen) {
  const Name name;
  SharedCounter counter(name);
  counter.Add(1);
  const kit::Fate fate = kit::RunProcess([&] { SharedCounter(name).Add(10); });
  EXPECT_TRUE(fate.Ok()) << "the other process " << fate;
  EXPECT_EQ(counter.Value(), 11);
}

void ExpectBothCount(const Name& name) {
  ExpectAllOk(kit::RunProcesses(2, [&](int i) {
    ShiftAddresses(i);
    SharedCounter(name).Add(i + 1);
  }));
  EXPECT_EQ(SharedCounter(name).Value(), 3);
}

// Process 0 makes the counter and is held up in the middle; process 1 opens it meanwhile. A counter
// that is not ready may let process 1 wait, but must not break or lose what it adds.
void OpenWhileItIsMade(bool before) {
  const Name name;
  if (kit::Exploring()) return ExpectBothCount(name);  // it tries every moment by itself
  const kit::Shared<HoldUp> shared;
  const auto fates = kit::RunProcesses(2, [&](int i) {
    if (i == 0) {
      hold_up = &*shared;
      hold_before = before;
      SharedCounter(name).Add(1);
      shared->made = true;  // comes first only when it never called ftruncate()
    } else {
      Within(1000, [&] { return shared->creating || shared->made; });
      shared->opening = true;
      SharedCounter(name).Add(1);
      shared->opened = true;
    }
  });
  ExpectAllOk(fates);
  EXPECT_EQ(SharedCounter(name).Value(), 2);
}

TEST(Explore, OpenBeforeTheMemoryHasItsSize) { OpenWhileItIsMade(true); }

TEST(Explore, OpenAfterTheMemoryHasItsSize) { OpenWhileItIsMade(false); }

TEST(Explore, TwoProcessesAddOnce) {
  const Name name;
  ExpectBothCount(name);
}

TEST(Explore, TwoProcessesAddTwice) {
  const Name name;
  SharedCounter(name).Add(1);
  ExpectAllOk(kit::RunProcesses(2, [&](int) {
    SharedCounter counter(name);
    counter.Add(10);
    counter.Add(100);
  }));
  EXPECT_EQ(SharedCounter(name).Value(), 221);
}

TEST(Explore, OneReadsWhileTheOtherAdds) {
  const Name name;
  SharedCounter(name).Add(1);
  ExpectAllOk(kit::RunProcesses(2, [&](int i) {
    SharedCounter counter(name);
    if (i == 0) counter.Add(2);
    if (i == 1 && counter.Value() != 1 && counter.Value() != 3) _exit(1);
  }));
}

// Who dies with the counter open, but not while it adds, takes nothing with it and locks nobody
// out.
TEST(Crash, AProcessDiesThatHasAdded) {
  const Name name;
  kit::RunProcesses(2, [&](int i) {
    SharedCounter counter(name);
    counter.Add(i + 1);
    kit::MayDie();
  });
  EXPECT_EQ(SharedCounter(name).Value(), 3);
}

// What the processes of the stress test tell each other.
struct Work {
  std::atomic<pid_t> pids[kWorkers];
  std::atomic<long> added[kWorkers];
  std::atomic<bool> all_in{false};  // each has added something
  std::atomic<bool> finish{false};
};

// Stops worker 0 again and again, wherever it is: also in the middle of Add().
void StopAndGo(Work& work, int times) {
  for (int i = 0; i < kWorkers; ++i) {
    Within(500, [&] { return work.added[i] > 0; });
  }
  work.all_in = true;
  for (int i = 0; i < times; ++i) {
    const pid_t worker = work.pids[0];
    if (worker == 0) break;  // it never came so far; 0 would mean everybody
    kill(worker, SIGSTOP);
    poll(nullptr, 0, 1);  // a moment for the others to run into the lock
    kill(worker, SIGCONT);
    poll(nullptr, 0, 1);
  }
  work.finish = true;
}

// The others must wait while the stopped one is inside, and go on when it is out.
TEST(Stress, AProcessIsStoppedInTheMiddle) {
  const Name name;
  const kit::Shared<Work> work;
  const int stops = kit::RandomBetween(8, 12);
  ExpectAllOk(kit::RunProcesses(kWorkers + 1, [&](int i) {
    if (i == kWorkers) return StopAndGo(*work, stops);
    // Real programs have threads. (In a process with one thread, glibc takes a private mutex
    // without an atomic instruction, and a wrong lock would fail in a different way each time.)
    boost::thread([] { pause(); }).detach();
    ShiftAddresses(i);
    SharedCounter counter(name);
    work->pids[i] = getpid();
    long mine = 0;
    while (!work->finish) {
      for (int turn = 0; turn < 20; ++turn) counter.Add(i + 1);
      work->added[i] = mine += 20 * (i + 1);
      // Who unlocks and locks again at once keeps others out; later it should be inside a lot.
      if (!work->all_in) sched_yield();
    }
  }));
  long expected = 0;
  for (const std::atomic<long>& added : work->added) expected += added;
  EXPECT_EQ(SharedCounter(name).Value(), expected);
}

// Opening, adding and closing, all the time and everywhere.
TEST(Stress, ManyComeAndGo) {
  const Name name;
  const int visits = kit::RandomBetween(40, 60);
  ExpectAllOk(kit::RunProcesses(kWorkers, [&](int i) {
    ShiftAddresses(i);
    for (int visit = 0; visit < visits; ++visit) {
      SharedCounter counter(name);
      counter.Add(1);
      if (counter.Value() < visit + 1) _exit(1);
    }
  }));
  EXPECT_EQ(SharedCounter(name).Value(), kWorkers * visits);
}

}  // namespace
