// expect: stress assertion
// The number of the phase fits into a byte.
#include "phases.h"

#include <barrier>
#include <cstdint>
#include <thread>
#include <vector>

void RunPhases(int workers, const Step& step, const Between& between) {
  std::int8_t phase = 0;
  bool more = true;
  const auto next = [&]() noexcept { more = between(phase++); };
  std::barrier meeting(workers, next);
  std::vector<std::jthread> threads;
  for (int i = 0; i < workers; ++i) {
    threads.emplace_back([&, i] {
      while (more) {
        step(i, phase);
        meeting.arrive_and_wait();
      }
    });
  }
}
