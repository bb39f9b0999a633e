// Names that an execution made and that outlive its processes: files, queues, identifiers of System
// V. They are gone before the next execution, which is to find the same world.
//
// A name that was there before is never touched.
//
// **Thread safety**: one task runs at a time; the server looks when the execution is over.
// **Invariants**: the table lies in memory that all processes share, the server included.
#ifndef RACELAB_CHECKER_RUNTIME_NAMES_H_
#define RACELAB_CHECKER_RUNTIME_NAMES_H_

#include <sys/socket.h>

#include <cstdint>

namespace racelab::rt {

enum class Named : uint8_t { kNothing, kFile, kFolder, kQueue, kMessages, kSemaphores, kMemory };

// Once in each program, before the first execution or when it rejoins.
void MakeNames();
// At the end of an execution, however it ended.
void CleanNames();

// `folder` is what openat takes: paths may be relative to it.
bool Exists(int folder, const char* path);

// Call before the name is made, when it is not there. A name that is noted already stays one.
void NoteName(Named kind, int folder, const char* path);
void ForgetName(Named kind, int folder, const char* path);
void MoveName(int folder, const char* from, int to_folder, const char* to);
// Of a queue, a set of semaphores or shared memory, by its identifier.
void NoteId(Named kind, int id);
void ForgetId(Named kind, int id);

// Of the name of a Unix socket, of up to sizeof(sockaddr_un) bytes, into `path`. Call before the
// bind; true when it makes a name, which is to be forgotten if the bind fails.
bool NoteBind(const sockaddr* address, socklen_t length, char* path);

// The place that stands for a name in the file system, whether there is such a file or not.
uintptr_t PlaceOfName(int folder, const char* path);
// The same for a name of another kind.
uintptr_t PlaceOfName(Named kind, const char* name);
// Of System V: what an identifier or a key stands for.
uintptr_t PlaceOfId(Named kind, int id);
uintptr_t PlaceOfKey(Named kind, int key);

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_NAMES_H_
