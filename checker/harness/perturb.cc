// Decides which calls are delayed or neutered; interpose.cc asks it.
#include "checker/harness/perturb.h"

#include <pthread.h>
#include <sched.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <cstring>

#include "checker/harness/perturb_plan.h"
#include "checker/harness/record_writer.h"

extern "C" char __executable_start;
extern "C" char etext;

namespace racelab {

PerturbPlan plan;

namespace {

constexpr uint64_t kGolden = 0x9e3779b97f4a7c15;

// Long loops would only repeat what their first rounds showed, so a thread that made this many
// calls of a kind is delayed less often from then on.
constexpr uint64_t kManyUnlocks = 256;
constexpr uint64_t kManyWaits = 4;

uint64_t seed = 1;
std::atomic<uint64_t> forks{0};  // of this process so far
thread_local uint64_t thread_index = 0;
thread_local bool numbered = false;
thread_local uint64_t draws = 0;
thread_local uint64_t unlocks = 0;
thread_local uint64_t waits = 0;

// Sebastiano Vigna's splitmix64: a hash that turns a counter into random bits.
RACELAB_UNINSTRUMENTED uint64_t Mix(uint64_t x) {
  x += kGolden;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
  return x ^ (x >> 31);
}

// The thread's next random bits. They depend on the seed, the thread and how many it drew before,
// not on what other threads do: a seed is a repeatable plan.
RACELAB_UNINSTRUMENTED uint64_t Draw() { return Mix(Mix(seed + Mix(thread_index)) + draws++); }

bool HasWord(const char* list, const char* word) {
  const size_t size = strlen(word);
  for (const char* at = list; (at = strstr(at, word)) != nullptr; at += size) {
    const bool starts = at == list || at[-1] == ',';
    if (starts && (at[size] == ',' || at[size] == '\0')) return true;
  }
  return false;
}

// Without instrumentation, as all here that several threads may run.
RACELAB_UNINSTRUMENTED void CountFork() { forks.fetch_add(1, std::memory_order_relaxed); }

// A child goes on with delays of its own: copies of one plan would keep in step.
RACELAB_UNINSTRUMENTED void StartOwnPlan() { seed = Mix(seed + ++forks); }

void PinToOneCpu() {
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(sched_getcpu(), &one);
  sched_setaffinity(0, sizeof(one), &one);
}

}  // namespace

void StartPerturbation() {
  if (const char* text = getenv("RACELAB_SEED")) seed = strtoull(text, nullptr, 10);
  const char* words = getenv("RACELAB_PERTURB");
  if (words == nullptr) words = "";
  plan.delay_wait = HasWord(words, kPerturbDelayWait);
  plan.delay_unlock = HasWord(words, kPerturbDelayUnlock);
  plan.delay_start = HasWord(words, kPerturbDelayStart);
  plan.delay_access = HasWord(words, kPerturbDelayAccess);
  plan.no_sleep = HasWord(words, kPerturbNoSleep);
  plan.long_timeouts = HasWord(words, kPerturbLongTimeouts);
  plan.no_locks = HasWord(words, kPerturbNoLocks);
  SetThreadIndex(0);
  pthread_atfork(nullptr, CountFork, StartOwnPlan);
  plan.started = true;
  if (HasWord(words, kPerturbOneCpu)) PinToOneCpu();
}

// The raw call: an ordinary nanosleep() is neutered by no-sleep, and TSan makes signals wait for
// it.
RACELAB_UNINSTRUMENTED void Pause(long microseconds) {
  const timespec time = {microseconds / 1000000, microseconds % 1000000 * 1000};
  syscall(SYS_nanosleep, &time, nullptr);
}

RACELAB_UNINSTRUMENTED void SetThreadIndex(uint64_t index) {
  thread_index = index;
  numbered = true;
}

RACELAB_UNINSTRUMENTED bool IsNumberedThread() { return numbered; }

RACELAB_UNINSTRUMENTED void DelayWait() {
  if (!plan.delay_wait) return;
  if (waits++ < kManyWaits || Draw() % 8 == 0) Pause(1000);
}

RACELAB_UNINSTRUMENTED void DelayUnlock() {
  if (!plan.delay_unlock) return;
  const uint64_t draw = Draw();
  const unsigned kind = draw % (unlocks++ < kManyUnlocks ? 64 : 1024);
  if (kind == 0) {
    Pause(static_cast<long>(50 + (draw >> 32) % 451));
  } else if (kind < 8) {
    sched_yield();
  }
}

RACELAB_UNINSTRUMENTED void DelayStart() {
  if (!plan.delay_start) return;
  const uint64_t draw = Draw();
  if (draw % 4 != 0) Pause(static_cast<long>((draw >> 32) % 1000));
}

// Mostly a yield: it is cheap, and on one processor it lets another thread into the gap, too.
RACELAB_UNINSTRUMENTED void DelayAccess() {
  if (!plan.delay_access) return;
  const uint64_t draw = Draw();
  if (draw % 1024 == 0) {
    Pause(static_cast<long>(50 + (draw >> 32) % 151));
  } else if (draw % 8 == 0) {
    sched_yield();
  }
}

RACELAB_UNINSTRUMENTED timespec LaterDeadline(clockid_t clock, const timespec& deadline) {
  constexpr int64_t kSecond = 1000000000;
  timespec now;
  if (!plan.long_timeouts || syscall(SYS_clock_gettime, clock, &now) != 0) return deadline;
  const int64_t left = (deadline.tv_sec - now.tv_sec) * kSecond + deadline.tv_nsec - now.tv_nsec;
  const int64_t day = 24 * 3600 * kSecond;
  if (left <= 0 || left > day) return deadline;  // over, or as good as for ever (no overflow below)
  const int64_t late = now.tv_nsec + 100 * left;
  return {static_cast<time_t>(now.tv_sec + late / kSecond), static_cast<long>(late % kSecond)};
}

RACELAB_UNINSTRUMENTED bool IsOurCaller(const void* return_address) {
  return return_address >= &__executable_start && return_address < &etext;
}

}  // namespace racelab
