// The fork server: runs the plans that the tool sends, each in a fork of this process.
//
// **Thread safety**: one thread.
#ifndef RACELAB_CHECKER_RUNTIME_SERVER_H_
#define RACELAB_CHECKER_RUNTIME_SERVER_H_

namespace racelab::rt {

// Whether the environment asks for an exploration, and if main() is the scenario, or already in it.
// Call once, first.
enum class Start { kPlain, kAtMain, kLater, kRejoined };
Start Connect();

// Waits for the tool's next batch if all plans of this one are done, which it tells it. False: the
// tool has gone.
bool AwaitPlan();

// Serves until the tool is done, then ends the process. Returns in each execution's own process.
void Serve();

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_SERVER_H_
