// The barrier of POSIX; it tells one of all that it is the one to work between.
#include "phases.h"

#include <pthread.h>

#include <thread>
#include <vector>

void RunPhases(int workers, const Step& step, const Between& between) {
  pthread_barrier_t barrier;
  pthread_barrier_init(&barrier, nullptr, workers);
  bool go_on = true;

  const auto work = [&](int worker) {
    for (int phase = 0; go_on; ++phase) {
      step(worker, phase);
      if (pthread_barrier_wait(&barrier) == PTHREAD_BARRIER_SERIAL_THREAD) go_on = between(phase);
      pthread_barrier_wait(&barrier);
    }
  };

  std::vector<std::thread> threads;
  for (int i = 0; i < workers; ++i) threads.emplace_back(work, i);
  for (std::thread& thread : threads) thread.join();
  pthread_barrier_destroy(&barrier);
}
