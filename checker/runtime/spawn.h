// What another program inherits that a process runs or starts.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_SPAWN_H_
#define RACELAB_CHECKER_RUNTIME_SPAWN_H_

#include <cstddef>

namespace racelab::rt {

// Its mask, and which signals are ignored: gives the kernel what the model says (`really`), or,
// when a child has got it, what the runtime needs.
void InheritSignals(bool really);

// Its file, for reading; or -errno. Arguments as those of execveat.
long OpenProgram(int directory, const char* path, int flags);

// Why the kernel would not run a file: an error number, or 0. Asked before, because a process that
// has left the exploration cannot come back.
int WhyNot(int directory, const char* path, int flags);
// The file that execvp would run, and why not.
inline constexpr size_t kPathRoom = 4096;
int FindProgram(const char* name, char (&path)[kPathRoom]);

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_SPAWN_H_
