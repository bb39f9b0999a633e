// Crash points: named places where a test can let a process die as if by kill -9.
#ifndef RACELAB_LABS_KIT_CRASH_POINT_H_
#define RACELAB_LABS_KIT_CRASH_POINT_H_

#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <string_view>

// There when the explorer's runtime is linked: marks the process as one that it may end.
extern "C" __attribute__((weak)) void racelab_may_die(int may);

namespace kit {

// From here on, in the check `crash`, the explorer may end this process at any step, as kill -9
// does. Without such a mark in any process it may end all but the first. Elsewhere it does nothing.
//
// **Thread safety**: may be called from any thread.
inline void MayDie(bool may = true) {
  if (racelab_may_die != nullptr) racelab_may_die(may ? 1 : 0);
}

// Ends this process with SIGKILL when $RACELAB_CRASH_AT names this place: "after-first-write" at
// the first visit, "after-first-write:3" at the third. Visits are counted per process; a fork
// copies the count. Without the variable it does nothing.
//
// **Thread safety**: may be called from any thread.
inline void CrashPoint(std::string_view name) {
  static std::atomic<int> visits{0};
  const char* wanted = std::getenv("RACELAB_CRASH_AT");
  if (wanted == nullptr || !std::string_view(wanted).starts_with(name)) return;
  const std::string_view rest = std::string_view(wanted).substr(name.size());
  if (!rest.empty() && rest[0] != ':') return;  // a longer name that starts the same
  const int visit = rest.empty() ? 1 : std::atoi(rest.data() + 1);
  if (visits.fetch_add(1) + 1 == visit) kill(getpid(), SIGKILL);
}

}  // namespace kit

#endif  // RACELAB_LABS_KIT_CRASH_POINT_H_
