// Creation cost: a thread, fork and posix_spawn, each started and waited for, in a process that
// uses little memory and in one that uses much. The numbers differ from machine to machine.
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <thread>
#include <vector>

constexpr int kTimes = 50;

template <typename Function>
double Microseconds(const Function& start_and_wait) {
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < kTimes; ++i) start_and_wait();
  const std::chrono::duration<double, std::micro> time = std::chrono::steady_clock::now() - start;
  return time.count() / kTimes;
}

void Thread() {
  std::thread([] {}).join();
}

void Fork() {
  const pid_t child = fork();
  if (child == 0) _exit(0);
  waitpid(child, nullptr, 0);
}

void Spawn() {
  char program[] = "true";
  char* const arguments[] = {program, nullptr};
  pid_t child = 0;
  if (posix_spawnp(&child, program, nullptr, nullptr, arguments, environ) == 0) {
    waitpid(child, nullptr, 0);
  }
}

int main() {
  for (const int megabytes : {1, 50, 200}) {
    const std::vector<char> memory(size_t(megabytes) << 20, 1);  // really used
    std::printf("%3d MB in use: thread %.0f us, fork %.0f us, posix_spawn %.0f us\n", megabytes,
                Microseconds(Thread), Microseconds(Fork), Microseconds(Spawn));
  }
}
