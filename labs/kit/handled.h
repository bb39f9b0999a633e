// Handled: lets a test wait until a signal handler has run, in this process or in another one.
#ifndef RACELAB_LABS_KIT_HANDLED_H_
#define RACELAB_LABS_KIT_HANDLED_H_

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <stdexcept>

#if defined(__has_feature)
#define RACELAB_HAS_FEATURE(feature) __has_feature(feature)
#else
#define RACELAB_HAS_FEATURE(feature) 0
#endif

namespace kit {

// ThreadSanitizer runs handlers when a call that it knows waits; else later, maybe never.
#if defined(__SANITIZE_THREAD__) || RACELAB_HAS_FEATURE(thread_sanitizer)
inline constexpr bool kHandlersComeLate = true;
#else
inline constexpr bool kHandlersComeLate = false;
#endif

// Make it before the fork.
class Handled {
 public:
  Handled() {
    if (pipe2(ends_, 0) != 0) throw std::runtime_error("no pipe for the test");
  }
  Handled(const Handled&) = delete;
  Handled& operator=(const Handled&) = delete;
  ~Handled() {
    for (const int end : ends_) close(end);
  }

  // By the handler.
  void Note() const {
    while (write(ends_[1], "h", 1) < 0) {
    }
  }

  // Takes one note. False: there was none for ten seconds.
  bool Await() const {
    if (kHandlersComeLate) return true;
    pollfd news = {ends_[0], POLLIN, 0};
    char byte = 0;
    return poll(&news, 1, 10'000) == 1 && read(ends_[0], &byte, 1) == 1;
  }

 private:
  int ends_[2];
};

}  // namespace kit

#endif  // RACELAB_LABS_KIT_HANDLED_H_
