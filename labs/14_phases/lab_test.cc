// The tests of lab 14: nobody is a phase ahead or behind, and nobody waits for ever.
#include "phases.h"

#include <gtest/gtest.h>
#include <sched.h>

#include <numeric>
#include <vector>

#include "labs/kit/random.h"
#include "labs/kit/rendezvous.h"
#include "labs/kit/threads.h"

namespace {

using Row = std::vector<long>;

// What one worker writes: it needs the whole row of the phase before.
long NextCell(const Row& row, int worker) {
  return (std::accumulate(row.begin(), row.end(), long{0}) + 7 * worker) % 1000;
}

// The row after so many phases, computed by one thread.
Row Expected(int workers, int phases) {
  Row row(workers, 1);
  for (int phase = 0; phase < phases; ++phase) {
    Row next(workers);
    for (int worker = 0; worker < workers; ++worker) next[worker] = NextCell(row, worker);
    row = next;
  }
  return row;
}

// Lets the worker lose some time, in another way in each phase.
void Dawdle(int worker, int phase, int yields) {
  if (yields == 0) return;
  for (int i = (worker * 31 + phase * 17) % yields; i > 0; --i) sched_yield();
}

// Computes a row in phases. It holds no lock, so a worker that is early or late is a data race,
// too.
void ComputeRow(int workers, int phases, int yields = 0) {
  Row row(workers, 1);
  Row next(workers);
  std::vector<int> steps(workers);
  int phases_done = 0;
  const auto step = [&](int worker, int phase) {
    EXPECT_EQ(steps[worker]++, phase) << "worker " << worker << " did not do all phases in order";
    Dawdle(worker, phase, yields);
    next[worker] = NextCell(row, worker);
  };
  const auto between = [&](int phase) {
    EXPECT_EQ(phases_done++, phase) << "'between' is called once after each phase";
    for (int worker = 0; worker < workers; ++worker) {
      EXPECT_EQ(steps[worker], phase + 1) << "worker " << worker << " has not finished this phase";
    }
    row.swap(next);
    return phase + 1 < phases;
  };
  RunPhases(workers, step, between);
  EXPECT_EQ(phases_done, phases);
  EXPECT_EQ(row, Expected(workers, phases));
}

TEST(Functional, OneWorker) {
  ComputeRow(1, 1);
  ComputeRow(1, kit::RandomBetween(2, 9));
}

TEST(Functional, MorePhasesThanTwoBytesCount) { ComputeRow(1, 70'000); }

TEST(Explore, TwoWorkersOnePhase) { ComputeRow(2, 1); }
TEST(Explore, TwoWorkersThreePhases) { ComputeRow(2, 3); }
TEST(Explore, ThreeWorkersTwoPhases) { ComputeRow(3, 2); }

TEST(Stress, SomeAreFasterThanOthers) {
  for (int round = 0; round < 10; ++round) {
    const int workers = kit::RandomBetween(2, 6);
    ComputeRow(workers, kit::RandomBetween(1, 30), kit::RandomBetween(0, 10));
    if (HasFailure()) return;
  }
}

TEST(Stress, MoreWorkersThanBitsInAWord) { ComputeRow(200, 2); }

TEST(Stress, MorePhasesThanAByteCounts) { ComputeRow(2, 300); }

TEST(Stress, ARunInAStep) {
  std::vector<int> steps(2);
  const auto step = [&](int worker, int phase) {
    EXPECT_EQ(steps[worker]++, phase) << "the run around it goes on in its own phase";
    ComputeRow(1 + worker, 2);
  };
  RunPhases(2, step, [](int phase) { return phase < 2; });
  EXPECT_EQ(steps, std::vector<int>(2, 3));
}

TEST(Stress, TwoRunsAtOnce) {
  kit::RunThreads(2, [](int i) {
    for (int round = 0; round < 5; ++round) ComputeRow(2 + i, 3 + 4 * i, 3);
  });
}

// In each phase every step waits until all others have begun.
void Overlap(int workers, int phases) {
  kit::Rendezvous all_here(workers);
  RunPhases(
      workers, [&](int, int) { all_here.Meet(); }, [&](int phase) { return phase + 1 < phases; });
}

TEST(Parallel, AllStepsOfAPhaseOverlap) {
  Overlap(kit::RandomBetween(3, 5), kit::RandomBetween(3, 6));
}
TEST(Parallel, MoreStepsThanProcessors) { Overlap(100, 2); }

// Each step waits for one of another run, and each 'between' for another 'between'.
TEST(Parallel, RunsDoNotWaitForEachOther) {
  kit::Rendezvous both_runs(2);
  kit::RunThreads(2, [&](int) {
    const auto between = [&](int phase) {
      both_runs.Meet();
      return phase < 1;
    };
    RunPhases(
        1, [&](int, int) { both_runs.Meet(); }, between);
  });
}

}  // namespace
