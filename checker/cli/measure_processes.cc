// Starts and talks; docs/examples has the same as small programs to read.
#include "checker/cli/measure_processes.h"

#include <fcntl.h>
#include <pthread.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <functional>
#include <limits>
#include <string>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "checker/cli/measure_crash.h"

namespace racelab {
namespace {

constexpr size_t kMemory = size_t{200} << 20;  // in use, in the second measurement of creation
constexpr int kRounds = 5;
constexpr int kRoundTrips = 2000;
constexpr size_t kLetter = 64;  // bytes of a message

// Microseconds that one call takes; the smallest mean of a few rounds, because others disturb it.
// Negative: a call failed.
double MeanTime(int times, const std::function<bool()>& call) {
  double best = std::numeric_limits<double>::infinity();
  for (int round = 0; round < kRounds; ++round) {
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < times; ++i) {
      if (!call()) return -1;
    }
    const std::chrono::duration<double, std::micro> time = std::chrono::steady_clock::now() - start;
    best = std::min(best, time.count() / times);
  }
  return best;
}

Bar TimeBar(const std::string& label, double microseconds) {
  return {.label = label,
          .value = microseconds,
          .text = microseconds < 1000 ? absl::StrFormat("%.1f us", microseconds)
                                      : absl::StrFormat("%.1f ms", microseconds / 1000)};
}

bool StartThread() {
  pthread_t thread;
  if (pthread_create(
          &thread, nullptr, [](void*) -> void* { return nullptr; }, nullptr) != 0) {
    return false;
  }
  return pthread_join(thread, nullptr) == 0;
}

bool StartFork() {
  const pid_t child = fork();
  if (child == 0) _exit(0);
  return child > 0 && Reap(child);
}

bool StartProgram() {
  char name[] = "true";
  char* const arguments[] = {name, nullptr};
  pid_t child = 0;
  return posix_spawnp(&child, name, nullptr, nullptr, arguments, environ) == 0 && Reap(child);
}

absl::StatusOr<Chart> MeasureCreation() {
  Chart chart{
      .title = "Creation: to start one and to wait for its end", .explanation = "", .bars = {}};
  for (const size_t bytes : {size_t{0}, kMemory}) {
    const std::vector<char> memory(bytes, 1);  // really used
    const std::string in_use = bytes == 0 ? "" : absl::StrCat(", ", bytes >> 20, " MB in use");
    const double thread = MeanTime(50, StartThread);
    const double forked = MeanTime(bytes == 0 ? 50 : 8, StartFork);
    const double spawned = MeanTime(20, StartProgram);
    if (std::min({thread, forked, spawned}) < 0) return MachineRefuses("a thread or a process");
    chart.bars.push_back(TimeBar("thread" + in_use, thread));
    chart.bars.push_back(TimeBar("fork" + in_use, forked));
    chart.bars.push_back(TimeBar("posix_spawn" + in_use, spawned));
  }
  chart.explanation =
      "A thread shares everything. fork copies the tables of the parent's memory, so it gets "
      "slower "
      "with the memory in use. posix_spawn does not, but loads a program.";
  return chart;
}

// A place for one message, in memory that both sides see.
struct Letterbox {
  pthread_mutex_t mutex;
  pthread_cond_t changed;
  int turn;  // 0: a question is awaited, 1: an answer
  char text[kLetter];
};

// Waits for its turn, changes the text, gives the turn away. `side` is 0 or 1.
void Exchange(Letterbox& box, int side) {
  pthread_mutex_lock(&box.mutex);
  while (box.turn != side) pthread_cond_wait(&box.changed, &box.mutex);
  std::memset(box.text, side, sizeof box.text);
  box.turn = 1 - side;
  pthread_cond_signal(&box.changed);
  pthread_mutex_unlock(&box.mutex);
}

Letterbox* MakeLetterbox() {
  void* memory =
      mmap(nullptr, sizeof(Letterbox), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return nullptr;
  auto* box = new (memory) Letterbox{};
  pthread_mutexattr_t of_mutex;
  pthread_mutexattr_init(&of_mutex);
  pthread_mutexattr_setpshared(&of_mutex, PTHREAD_PROCESS_SHARED);
  pthread_mutex_init(&box->mutex, &of_mutex);
  pthread_condattr_t of_condition;
  pthread_condattr_init(&of_condition);
  pthread_condattr_setpshared(&of_condition, PTHREAD_PROCESS_SHARED);
  pthread_cond_init(&box->changed, &of_condition);
  return box;
}

// Whether a whole message went through. Messages are shorter than PIPE_BUF, so writes are whole.
bool ReadLetter(int from) {
  char text[kLetter];
  size_t got = 0;
  while (got < kLetter) {
    const ssize_t count = read(from, text + got, kLetter - got);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    got += static_cast<size_t>(count);
  }
  return true;
}
bool WriteLetter(int to) {
  const char text[kLetter] = {};
  return write(to, text, kLetter) == static_cast<ssize_t>(kLetter);
}

double WithThread(Letterbox& box) {
  std::thread other([&box] {
    for (int i = 0; i < kRounds * kRoundTrips; ++i) Exchange(box, 1);
  });
  const double time = MeanTime(kRoundTrips, [&box] { return Exchange(box, 0), true; });
  other.join();
  return time;
}

double WithProcess(const std::function<bool()>& ask, const std::function<bool()>& answer) {
  const pid_t child = fork();
  if (child < 0) return -1;
  if (child == 0) {
    for (int i = 0; i < kRounds * kRoundTrips; ++i) {
      if (!answer()) _exit(1);
    }
    _exit(0);
  }
  const double time = MeanTime(kRoundTrips, ask);
  return Reap(child) ? time : -1;
}

double ThroughDescriptors(int ask_write, int answer_read, int answer_write, int ask_read) {
  return WithProcess([&] { return WriteLetter(ask_write) && ReadLetter(ask_read); },
                     [&] { return ReadLetter(answer_read) && WriteLetter(answer_write); });
}

absl::StatusOr<Chart> MeasureCommunication() {
  Letterbox* box = MakeLetterbox();
  if (box == nullptr) return MachineRefuses("shared memory");
  int there[2], back[2], sockets[2];
  if (pipe2(there, O_CLOEXEC) != 0 || pipe2(back, O_CLOEXEC) != 0 ||
      socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0) {
    return MachineRefuses("a pipe or a socket");
  }
  Chart chart{
      .title = absl::StrCat("Communication: ", kLetter, " bytes there and back"),
      .explanation =
          "Nearly all of it is waking the other side up. Shared memory pays off with large data, "
          "which it need not copy. Only there can two of them race.",
      .bars = {}};
  const double times[] = {WithThread(*box),
                          WithProcess([box] { return Exchange(*box, 0), true; },
                                      [box] { return Exchange(*box, 1), true; }),
                          ThroughDescriptors(there[1], there[0], back[1], back[0]),
                          ThroughDescriptors(sockets[0], sockets[1], sockets[1], sockets[0])};
  const char* const names[] = {"threads: memory, lock", "processes: shared memory, lock",
                               "processes: two pipes", "processes: socketpair"};
  for (const int end : {there[0], there[1], back[0], back[1], sockets[0], sockets[1]}) close(end);
  munmap(box, sizeof *box);
  if (*std::ranges::min_element(times) < 0) return MachineRefuses("a process");
  for (size_t i = 0; i < std::size(times); ++i) {
    chart.bars.push_back(TimeBar(names[i], times[i]));
  }
  return chart;
}

}  // namespace

absl::StatusOr<std::vector<Chart>> MeasureProcesses() {
  std::vector<Chart> charts;
  for (const auto measure : {MeasureCreation, MeasureCommunication, MeasureCrash}) {
    absl::StatusOr<Chart> chart = measure();
    if (!chart.ok()) return chart.status();
    charts.push_back(*std::move(chart));
  }
  return charts;
}

}  // namespace racelab
