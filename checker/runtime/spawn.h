// What another program inherits that a process runs or starts.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_SPAWN_H_
#define RACELAB_CHECKER_RUNTIME_SPAWN_H_

namespace racelab::rt {

// Its mask, and which signals are ignored: gives the kernel what the model says (`really`), or,
// when a child has got it, what the runtime needs.
void InheritSignals(bool really);

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_SPAWN_H_
