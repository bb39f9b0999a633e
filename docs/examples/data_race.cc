// Data race: two threads, one million times hits++ each, nothing that orders them. The result
// differs from run to run; the language promises nothing at all.
#include <atomic>
#include <cstdio>
#include <latch>
#include <thread>

volatile int hits = 0;  // volatile keeps the compiler from adding all at once; it orders nothing
std::atomic<int> counted = 0;

int main() {
  constexpr int kTimes = 1'000'000;
  std::latch start(2);
  const auto work = [&start] {
    start.arrive_and_wait();
    for (int i = 0; i < kTimes; ++i) {
      hits = hits + 1;
      counted.fetch_add(1);
    }
  };
  { std::jthread one(work), two(work); }
  std::printf("plain int: %d of 2000000\n", hits);
  std::printf("atomic int: %d of 2000000\n", counted.load());
}
