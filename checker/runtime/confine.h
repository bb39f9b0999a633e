// Keeps an execution away from everything that a restart does not put back: the kernel ends the
// process before it opens, maps, sends or starts anything.
//
// **Thread safety**: one thread; threads made later are confined as well.
#ifndef RACELAB_CHECKER_RUNTIME_CONFINE_H_
#define RACELAB_CHECKER_RUNTIME_CONFINE_H_

namespace racelab::rt {

// From now on this process ends by SIGSYS at a system call that changes more than its memory or
// its output. It may still read `command` and write `reply`. False: this kernel cannot do that.
bool Confine(int command, int reply);

// A call that is let through all the same.
long ConfinedSys(long number, const long (&arguments)[6]);

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_CONFINE_H_
