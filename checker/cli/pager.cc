// Draws screens and reads keys.
#include "checker/cli/pager.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "checker/base/interrupt.h"
#include "checker/cli/console.h"
#include "checker/cli/raw_terminal.h"
#include "checker/cli/resize.h"

namespace racelab {
namespace {

constexpr size_t kAround = 4;  // title, empty lines, keys

void Draw(const std::vector<Screen>& screens, size_t number) {
  const Screen& screen = screens[number];
  std::vector<std::string> lines = absl::StrSplit(screen.text, '\n');
  const size_t room = std::max(TerminalRows(), kAround + 3) - kAround;
  if (lines.size() > room) lines.erase(lines.begin(), lines.end() - static_cast<long>(room));
  const TerminalStyle style = StyleOf(STDOUT_FILENO);
  Print(absl::StrCat(ClearScreen(), style.color ? "\033[1m" : "", screen.title,
                     style.color ? "\033[0m" : "", "\n\n", absl::StrJoin(lines, "\n"), "\n[",
                     number + 1, "/", screens.size(),
                     "] space, right: next   left: back   e: end   q: quit"));
  std::fflush(stdout);
}

// Where a key leads; screens.size(): out.
size_t After(char key, size_t number, size_t count) {
  switch (key) {
    case 'q': return count;
    case 'e':
    case kKeyEnd: return count - 1;
    case 'g':
    case kKeyHome: return 0;
    case 'b':
    case kKeyUp:
    case kKeyLeft:
    case kKeyPageUp: return number == 0 ? 0 : number - 1;
    case ' ':
    case '\n':
    case kKeyDown:
    case kKeyRight:
    case kKeyPageDown: return number + 1;
    default: return number;
  }
}

}  // namespace

void ShowScreens(const std::vector<Screen>& screens) {
  const RawTerminal terminal(STDIN_FILENO);
  size_t number = 0;
  while (number < screens.size() && !Interrupted()) {
    Draw(screens, number);
    bool closed = false;
    for (const char key : terminal.NextKeys(closed, /*arrows=*/true)) {
      if (number < screens.size()) number = After(key, number, screens.size());
    }
    if (closed) break;
  }
  Print("\n");
}

}  // namespace racelab
