// Livelock: nobody sleeps, and nobody gets on. Two threads take one lock, fail to get the other,
// politely give back, and try again in step. A barrier keeps them in step, as bad luck may.
#include <array>
#include <barrier>
#include <cstdio>
#include <mutex>
#include <thread>

constexpr int kRounds = 5;

int main() {
  std::array<std::mutex, 2> locks;
  std::array<int, 2> tries = {}, successes = {};
  std::barrier step(2);
  const auto polite = [&](int me) {
    for (int round = 0; round < kRounds; ++round) {
      locks[me].lock();
      step.arrive_and_wait();
      ++tries[me];
      if (locks[1 - me].try_lock()) {
        ++successes[me];
        locks[1 - me].unlock();
      }
      step.arrive_and_wait();
      locks[me].unlock();
      step.arrive_and_wait();
    }
  };
  { std::jthread one(polite, 0), two(polite, 1); }
  std::printf("in step: %d tries, %d successes\n", tries[0] + tries[1],
              successes[0] + successes[1]);

  const auto ordered = [&](int me) {
    for (int round = 0; round < kRounds; ++round) {
      std::scoped_lock first(locks[0]);  // all take lock 0 first: one always gets on
      std::scoped_lock second(locks[1]);
      ++successes[me];
    }
  };
  { std::jthread one(ordered, 0), two(ordered, 1); }
  std::printf("in one order: %d tries, %d successes\n", 2 * kRounds, successes[0] + successes[1]);
}
