// Measure (not graded): what a thread costs, and a process, from a small and from a large parent.
// Empty unless compiled with -DRACELAB_MEASURE; the README says how.
#ifdef RACELAB_MEASURE
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <thread>
#include <vector>

namespace {

constexpr int kTimes = 100;

// Microseconds that one call of `start_and_wait` takes on average.
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

void Process() {
  const pid_t child = fork();
  if (child == 0) _exit(0);
  waitpid(child, nullptr, 0);
}

}  // namespace

int main() {
  for (const size_t megabytes : {1, 50, 200}) {
    const std::vector<char> memory(megabytes << 20, 1);  // written, so it really is there
    std::printf("%4zu MB in use: thread %8.1f us, process %8.1f us\n", megabytes,
                Microseconds(Thread), Microseconds(Process));
  }
}
#endif  // RACELAB_MEASURE
