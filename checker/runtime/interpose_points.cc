// Stand-ins for cancellation points that are nothing else to the explorer.
#include <sys/mman.h>
#include <termios.h>

#include "checker/runtime/cancel.h"
#include "checker/runtime/os.h"
#include "checker/runtime/state.h"

using racelab::rt::current;

extern "C" {

int msync(void* at, size_t bytes, int flags) {
  if (current != nullptr) racelab::rt::EndIfCancelled();
  return RACELAB_REAL(msync)(at, bytes, flags);
}
int tcdrain(int fd) {
  if (current != nullptr) racelab::rt::EndIfCancelled();
  return RACELAB_REAL(tcdrain)(fd);
}

}  // extern "C"
