// expect: none
// A thread looks at a flag and at the clock for five milliseconds, and says so when nobody came.
// The kernel refuses a clock that there is not.
#include <atomic>
#include <cerrno>
#include <chrono>
#include <ctime>
#include <thread>

static std::atomic<bool> came(false);

static bool Await() {
  const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(5);
  while (!came.load()) {
    if (std::chrono::steady_clock::now() >= end) return false;
  }
  return true;
}

int main() {
  timespec now;
  if (clock_gettime(9999, &now) == 0 || errno != EINVAL) return 1;
  bool seen = true;
  std::thread waiting([&] { seen = Await(); });
  waiting.join();
  return seen ? 1 : 0;
}
