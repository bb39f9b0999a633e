// Starts the threads anew in each phase; the calling thread does the first step itself.
#include "phases.h"

#include <thread>
#include <vector>

void RunPhases(int workers, const Step& step, const Between& between) {
  int phase = 0;
  do {
    std::vector<std::thread> threads;
    for (int i = 1; i < workers; ++i) threads.emplace_back(step, i, phase);
    step(0, phase);
    for (std::thread& thread : threads) thread.join();
  } while (between(phase++));
}
