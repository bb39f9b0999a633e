// Messages of sockets, sent and received in as many steps as the kernel makes.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_MESSAGE_H_
#define RACELAB_CHECKER_RUNTIME_MESSAGE_H_

#include <sys/socket.h>

#include <cstdint>

namespace racelab::rt {

// Both return -errno as the kernel does, and wait as the socket and the flags say.
long SendMessage(int descriptor, const msghdr& message, int flags, uint32_t pc);
long ReceiveMessage(int descriptor, msghdr& message, int flags, uint32_t pc);

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_MESSAGE_H_
