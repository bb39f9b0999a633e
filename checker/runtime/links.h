// Links: which two sockets are the ends of one connection, so that they are one channel.
//
// For TCP the addresses say it, for Unix sockets the kernel does. An end whose other end cannot be
// found (it was closed before accept) shares one channel with all such sockets; what is sent
// through a linked one is released there, too.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_LINKS_H_
#define RACELAB_CHECKER_RUNTIME_LINKS_H_

#include <cstdint>

namespace racelab::rt {

// A socket has connected, or has begun to.
void Connected(int descriptor);
// accept() has returned this one.
void Accepted(int descriptor);
// Whether the channel is of a connection found in this way.
bool IsLinked(uintptr_t channel);

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_LINKS_H_
