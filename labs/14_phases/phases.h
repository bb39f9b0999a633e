// RunPhases: work that many do in steps, each begun together. Given; not edited.
#ifndef RACELAB_LABS_14_PHASES_PHASES_H_
#define RACELAB_LABS_14_PHASES_PHASES_H_

#include <functional>

// What one worker does in one phase.
using Step = std::function<void(int worker, int phase)>;

// What is done after a phase, while nobody works. Returns whether there is another phase.
using Between = std::function<bool(int phase)>;

// Runs phase 0, then 1, then 2, ... In each of them it calls step(0, phase), step(1, phase), ...,
// step(workers - 1, phase) once, all at the same time: a step may wait until all others have begun.
// When all have returned it calls between(phase) once. If that returns true, the next phase begins;
// else RunPhases returns, and leaves no thread behind.
//
// `between` may use what the steps wrote. The steps of the next phase, and the caller in the end,
// may use what `between` wrote. No lock is needed for that.
//
// Several threads may call RunPhases at a time, each for work of its own; a step may, too. None of
// these runs waits for another. Which thread runs a step does not matter. REQUIRES: workers >= 1;
// step and between do not throw.
void RunPhases(int workers, const Step& step, const Between& between);

#endif  // RACELAB_LABS_14_PHASES_PHASES_H_
