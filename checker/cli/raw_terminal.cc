// Switching the terminal to single keys.
#include "checker/cli/raw_terminal.h"

#include <unistd.h>

#include <cerrno>

namespace racelab {

RawTerminal::RawTerminal(int descriptor) : descriptor_(descriptor) {
  tcgetattr(descriptor_, &saved_);
  termios raw = saved_;
  raw.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);  // ISIG stays: ctrl-C is a signal
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  tcsetattr(descriptor_, TCSANOW, &raw);
}

RawTerminal::~RawTerminal() { tcsetattr(descriptor_, TCSANOW, &saved_); }

std::string RawTerminal::ReadKeys(bool& closed) const {
  char buffer[64];
  const ssize_t count = read(descriptor_, buffer, sizeof buffer);
  closed = count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN);
  if (count <= 0 || buffer[0] == '\033') return "";
  return std::string(buffer, static_cast<size_t>(count));
}

}  // namespace racelab
