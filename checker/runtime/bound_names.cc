// Names of Unix sockets: gone after the execution.
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <cstddef>

#include "checker/runtime/names.h"
#include "checker/runtime/os.h"
#include "checker/runtime/state.h"

namespace racelab::rt {

bool NoteBind(const sockaddr* address, socklen_t length, char* path) {
  constexpr size_t kBegin = offsetof(sockaddr_un, sun_path);
  if (length <= kBegin || length > sizeof(sockaddr_un) || address->sa_family != AF_UNIX) {
    return false;
  }
  const size_t room = length - kBegin;
  CopyBytes(path, reinterpret_cast<const char*>(address) + kBegin, room);
  path[room] = 0;
  if (path[0] == 0 || Exists(AT_FDCWD, path)) return false;  // abstract, or the bind fails
  NoteName(Named::kFile, AT_FDCWD, path);
  return true;
}

}  // namespace racelab::rt
