// expect: parallelism parallelism-lost
// Joins each thread before it starts the next one.
#include "phases.h"

#include <thread>

void RunPhases(int workers, const Step& step, const Between& between) {
  int phase = 0;
  do {
    for (int i = 0; i < workers; ++i) std::thread(step, i, phase).join();
  } while (between(phase++));
}
