// Each step is a task with a future of its own.
#include "phases.h"

#include <future>
#include <vector>

void RunPhases(int workers, const Step& step, const Between& between) {
  int phase = 0;
  do {
    std::vector<std::future<void>> steps;
    for (int worker = 0; worker < workers; ++worker) {
      steps.push_back(
          std::async(std::launch::async, [&step, worker, phase] { step(worker, phase); }));
    }
    for (std::future<void>& each : steps) each.get();
  } while (between(phase++));
}
