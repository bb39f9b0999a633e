// RawTerminal: reads single keys without Enter, and gives the terminal back as it was.
//
// **Thread safety**: one per process, on the main thread. Signals are safe: CatchInterrupts turns
// them into a flag, so the destructor always runs.
#ifndef RACELAB_CHECKER_CLI_RAW_TERMINAL_H_
#define RACELAB_CHECKER_CLI_RAW_TERMINAL_H_

#include <termios.h>

#include <string>

namespace racelab {

// What arrow keys, Page up and down, Home and End count as, where a command asks for them: the
// control characters that do the same in editors. None of them is a letter that somebody types.
inline constexpr char kKeyHome = 'A' - '@', kKeyLeft = 'B' - '@', kKeyPageDown = 'D' - '@',
                      kKeyEnd = 'E' - '@', kKeyRight = 'F' - '@', kKeyDown = 'N' - '@',
                      kKeyUp = 'P' - '@', kKeyPageUp = 'U' - '@';
inline constexpr char kKeyEscape = '\033', kKeyErase = '\177';

class RawTerminal {
 public:
  // REQUIRES: `descriptor` is a terminal.
  explicit RawTerminal(int descriptor);
  ~RawTerminal();
  RawTerminal(const RawTerminal&) = delete;
  RawTerminal& operator=(const RawTerminal&) = delete;

  // The keys that were pressed; an arrow, function or Escape key counts as none, or with `arrows`
  // as one of the above where it is one. `closed` becomes true when the terminal went away.
  std::string ReadKeys(bool& closed, bool arrows = false) const;

  // The same, but waits for a key or an interrupt (base/interrupt.h), after which there is none.
  std::string NextKeys(bool& closed, bool arrows = false) const;

 private:
  const int descriptor_;
  termios saved_ = {};
};

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLI_RAW_TERMINAL_H_
