// expect: assertion
// A thread looks at a flag and at the clock for five milliseconds, and goes on as if somebody had
// come.
#include <atomic>
#include <chrono>
#include <thread>

static std::atomic<bool> came(false);

static void Await() {
  const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(5);
  while (!came.load() && std::chrono::steady_clock::now() < end) {
  }
}

int main() {
  bool seen = false;
  std::thread waiting([&] {
    Await();
    seen = came.load();
  });
  waiting.join();
  return seen ? 0 : 1;
}
