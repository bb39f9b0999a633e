// Switching the terminal to single keys.
#include "checker/cli/raw_terminal.h"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <iterator>
#include <string_view>

#include "checker/base/interrupt.h"

namespace racelab {
namespace {

// The key that the end of a sequence stands for; 0: none. `number` is what stands before a "~".
char ArrowKey(char last, std::string_view number) {
  switch (last) {
    case 'A': return kKeyUp;
    case 'B': return kKeyDown;
    case 'C': return kKeyRight;
    case 'D': return kKeyLeft;
    case 'F': return kKeyEnd;
    case 'H': return kKeyHome;
    case '~': return number == "5" ? kKeyPageUp : number == "6" ? kKeyPageDown : '\0';
    default: return '\0';
  }
}

// Replaces what arrow and function keys send, or drops it: ESC, "[" or "O", up to a letter or "~"
// (ECMA-48, 5.4).
std::string WithoutSequences(std::string_view bytes, bool arrows) {
  std::string keys;
  for (size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] != '\033') {
      keys += bytes[i];
      continue;
    }
    if (i + 1 >= bytes.size() || (bytes[i + 1] != '[' && bytes[i + 1] != 'O')) {
      if (arrows) keys += kKeyEscape;
      continue;
    }
    i += 2;
    const size_t start = i;
    while (i < bytes.size() && (bytes[i] < '@' || bytes[i] > '~')) ++i;
    if (!arrows || i >= bytes.size()) continue;
    if (const char key = ArrowKey(bytes[i], bytes.substr(start, i - start)); key != '\0')
      keys += key;
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

std::string RawTerminal::ReadKeys(bool& closed, bool arrows) const {
  char buffer[64];
  const ssize_t count = read(descriptor_, buffer, sizeof buffer);
  closed = count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN);
  return count > 0 ? WithoutSequences(std::string_view(buffer, static_cast<size_t>(count)), arrows)
                   : "";
}

std::string RawTerminal::NextKeys(bool& closed, bool arrows) const {
  pollfd events[] = {{descriptor_, POLLIN, 0}, {InterruptDescriptor(), POLLIN, 0}};
  if (poll(events, std::size(events), -1) < 0 || events[0].revents == 0) return "";
  return ReadKeys(closed, arrows);
}

}  // namespace racelab
