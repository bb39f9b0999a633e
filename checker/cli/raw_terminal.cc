// Switching the terminal to single keys.
#include "checker/cli/raw_terminal.h"

#include <unistd.h>

#include <cerrno>
#include <string_view>

namespace racelab {
namespace {

// Drops what arrow and function keys send: ESC, "[" or "O", up to a letter or "~" (ECMA-48, 5.4).
std::string WithoutSequences(std::string_view bytes) {
  std::string keys;
  for (size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] != '\033') {
      keys += bytes[i];
      continue;
    }
    if (i + 1 >= bytes.size() || (bytes[i + 1] != '[' && bytes[i + 1] != 'O')) continue;
    i += 2;
    while (i < bytes.size() && (bytes[i] < '@' || bytes[i] > '~')) ++i;
  }
  return keys;
}

}  // namespace

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
  return count > 0 ? WithoutSequences(std::string_view(buffer, static_cast<size_t>(count))) : "";
}

}  // namespace racelab
