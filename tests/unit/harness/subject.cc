// The program that harness_test.cc builds with the harness and runs one test of at a time.
//
// A comment "// line: NAME" marks a line that harness_test.cc expects to see in a stack.
#include <dlfcn.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>

#include "labs/kit/threads.h"

using Clock = std::chrono::steady_clock;

int hits;
int locked_hits;
std::mutex hits_mutex;

void PrintElapsed(Clock::time_point start) {
  const auto passed = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start);
  std::printf("elapsed_us=%ld\n", static_cast<long>(passed.count()));
}

TEST(Subject, Passes) {}

TEST(Subject, Fails) { EXPECT_EQ(1, 2) << "a\tb"; }  // line: fails

TEST(Subject, FailsInThread) {
  std::thread([] { EXPECT_TRUE(false); }).join();  // line: thread fails
}

TEST(Subject, FailsInChild) {
  const pid_t child = fork();
  if (child == 0) {
    EXPECT_TRUE(false);  // line: child fails
    _exit(0);
  }
  waitpid(child, nullptr, 0);
}

TEST(Subject, FailsAtLength) { FAIL() << std::string(10000, '\n'); }

TEST(Subject, Skips) { GTEST_SKIP(); }

TEST(Subject, ExitsEarly) { _exit(0); }

TEST(Subject, SeesNoNonce) {
  EXPECT_EQ(getenv("RACELAB_NONCE"), nullptr);
  std::ifstream file("/proc/self/environ");
  const std::string environment{std::istreambuf_iterator<char>(file), {}};
  EXPECT_NE(environment.find("RACELAB_SEED"), std::string::npos);
  EXPECT_EQ(environment.find("secret"), std::string::npos);
}

TEST(Subject, Crashes) {
  volatile int* nowhere = nullptr;
  *nowhere = 1;  // line: crashes
}

TEST(Subject, ThrowsInThread) {
  std::thread([] { throw std::runtime_error("boom"); }).join();
}

TEST(Subject, LeavesThread) {
  std::thread([] {
    for (;;) pause();
  }).detach();
}

TEST(Subject, LeavesDescriptor) { ASSERT_GE(open("/dev/null", O_RDONLY), 0); }

TEST(Subject, LeavesChild) {
  const pid_t child = fork();
  if (child == 0) _exit(0);
  siginfo_t info;
  waitid(P_PID, child, &info, WEXITED | WNOWAIT);  // it ended, and stays unwaited for
}

TEST(Subject, LeavesNothing) {
  kit::RunThreads(4, [](int) {});
  close(open("/dev/null", O_RDONLY));
  const pid_t child = fork();
  if (child == 0) _exit(0);
  waitpid(child, nullptr, 0);
}

TEST(Subject, ChildComesBack) {
  if (fork() != 0) wait(nullptr);
}

TEST(Subject, Races) {
  kit::RunThreads(2, [](int) {
    for (int i = 0; i < 1000; ++i) hits++;  // line: races
  });
}

TEST(Subject, RacesOnHeap) {
  int* number = new int;  // line: allocates
  kit::RunThreads(2, [number](int i) {
    for (int k = 0; k < 1000; ++k) *number = i;  // TSan may miss a pair that meets exactly
  });
  delete number;
}

TEST(Subject, Locks) {
  kit::RunThreads(2, [](int) {
    for (int i = 0; i < 1000; ++i) {
      const std::lock_guard<std::mutex> lock(hits_mutex);
      locked_hits++;
    }
  });
}

TEST(Subject, StuckInMutex) {
  hits_mutex.lock();
  std::thread([] {
    hits_mutex.lock();  // line: stuck in mutex
  }).join();
}

TEST(Subject, StuckInWait) {
  std::condition_variable never;
  std::unique_lock<std::mutex> lock(hits_mutex);
  for (;;) never.wait(lock);  // line: stuck in wait
}

TEST(Subject, StuckInRead) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  char byte;
  EXPECT_EQ(read(ends[0], &byte, 1), 0);  // line: stuck in read
}

TEST(Subject, CreatesManyThreads) {
  for (int i = 0; i < 300; ++i) std::thread([] {}).join();
}

// Most of its time goes by inside of TSan.
TEST(Subject, KeepsTsanBusy) {
  std::atomic<int> sum = 0;
  const auto work = [&sum] {
    for (int i = 0; i < 30'000; ++i) sum += static_cast<int>(*std::make_unique<int>(i) & 1);
  };
  std::thread other(work);
  work();
  other.join();
}

TEST(Subject, Sleeps) {
  sleep(100);
  usleep(100'000'000);
  std::this_thread::sleep_for(std::chrono::seconds(100));
  boost::this_thread::sleep_for(boost::chrono::seconds(100));
  boost::thread([] { boost::this_thread::sleep_for(boost::chrono::seconds(100)); }).join();
}

#ifdef __clang__  // where no_sanitize leaves the entry of a function instrumented
__attribute__((disable_sanitizer_instrumentation))
#else
__attribute__((no_sanitize("thread")))
#endif
void* SleepShortly(void*) {
  usleep(1);
  return nullptr;
}

// By libc's own functions: neither the harness nor TSan sees it, like the thread that TSan has.
TEST(Subject, SleepsInAnUnseenThread) {
  void* libc = dlopen("libc.so.6", RTLD_LAZY);
  const auto create = reinterpret_cast<decltype(&pthread_create)>(dlsym(libc, "pthread_create"));
  const auto join = reinterpret_cast<decltype(&pthread_join)>(dlsym(libc, "pthread_join"));
  pthread_t thread;
  ASSERT_EQ(create(&thread, nullptr, SleepShortly, nullptr), 0);
  join(thread, nullptr);
}

TEST(Subject, WaitsTenMilliseconds) {
  std::condition_variable never;
  std::unique_lock<std::mutex> lock(hits_mutex);
  const auto start = Clock::now();
  while (never.wait_for(lock, std::chrono::milliseconds(10)) != std::cv_status::timeout) {
  }
  PrintElapsed(start);
}

TEST(Subject, WaitsForThePast) {
  pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  const timespec past = {1, 0};
  pthread_mutex_lock(&mutex);
  const auto start = Clock::now();
  pthread_cond_timedwait(&condition, &mutex, &past);
  PrintElapsed(start);
  pthread_mutex_unlock(&mutex);
}

TEST(Subject, UnlocksOften) {
  const auto start = Clock::now();
  for (int i = 0; i < 3000; ++i) const std::lock_guard<std::mutex> lock(hits_mutex);
  PrintElapsed(start);
}

TEST(Subject, StartsThreads) {
  const auto start = Clock::now();
  for (int i = 0; i < 20; ++i) boost::thread([] {}).join();
  PrintElapsed(start);
}

TEST(Subject, AddsInTwoSteps) {
  std::atomic<int> sum = 0;
  kit::RunThreads(2, [&](int) {
    for (int i = 0; i < 1000; ++i) {
      const int before = sum.load(std::memory_order_relaxed);
      sum.store(before + 1, std::memory_order_relaxed);
    }
  });
  EXPECT_EQ(sum, 2000) << "updates were lost";
}

TEST(Subject, HasOneCpu) {
  cpu_set_t cpus;
  ASSERT_EQ(sched_getaffinity(0, sizeof(cpus), &cpus), 0);
  EXPECT_EQ(CPU_COUNT(&cpus), 1);
}
