// Terminal properties and output.
#include "checker/cli/console.h"

#include <langinfo.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "absl/strings/str_cat.h"
#include "checker/base/text.h"
#include "checker/cli/exit_code.h"

namespace racelab {
namespace {

constexpr int kMaxWidth = 110;  // longer lines are hard to read

int write_error = 0;  // errno of the first failed write to stdout

bool IsSet(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

bool IsDumb() {
  const char* term = std::getenv("TERM");
  return term != nullptr && std::strcmp(term, "dumb") == 0;
}

}  // namespace

TerminalStyle StyleOf(int descriptor) {
  TerminalStyle style;
  style.unicode = std::strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
  if (!isatty(descriptor)) return style;
  style.color = !IsSet("NO_COLOR") && !IsDumb();
  winsize size = {};
  if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    style.width = std::min<int>(size.ws_col, kMaxWidth);
  }
  return style;
}

std::string ClearScreen() {
  // To the corner, erase all (ECMA-48).
  return isatty(STDOUT_FILENO) && !IsDumb() ? "\033[H\033[2J" : "";
}

void Print(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() && write_error == 0) {
    write_error = errno;
  }
}

void Complain(std::string_view message) {
  const std::string line = absl::StrCat("racelab: ", CleanText(message), "\n");
  std::fwrite(line.data(), 1, line.size(), stderr);
}

int Fail(const absl::Status& status) {
  Complain(std::string(status.message()));
  return ExitCodeOf(status);
}

int FailWithoutCompiler(const absl::Status& status, const std::string& named) {
  const int code = Fail(status);
  return named.empty() ? kExitInconclusive : code;
}

int FlushStdout(int exit_code) {
  if (std::fflush(stdout) != 0 && write_error == 0) write_error = errno;
  if (write_error == 0 || write_error == EPIPE) return exit_code;
  Complain(absl::StrCat("cannot write to stdout: ", std::strerror(write_error)));
  return kExitInconclusive;
}

}  // namespace racelab
