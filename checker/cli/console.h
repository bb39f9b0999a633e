// Console: what stdout can show, and how a command says that it failed.
//
// **Thread safety**: for the main thread.
#ifndef RACELAB_CHECKER_CLI_CONSOLE_H_
#define RACELAB_CHECKER_CLI_CONSOLE_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "checker/report/report_format.h"

namespace racelab {

// Colour, Unicode and width of a descriptor: plain and 80 wide in a pipe. NO_COLOR (no-color.org)
// and TERM=dumb turn colour off. REQUIRES: setlocale(LC_CTYPE, "") was called.
TerminalStyle StyleOf(int descriptor);

// What empties the screen of stdout; "" where that is no terminal, or one that only prints.
std::string ClearScreen();

// To stdout; a closed pipe is no error (see FlushStdout).
void Print(std::string_view text);

// One line to stderr: "racelab: " and the cleaned message.
void Complain(std::string_view message);

// Complain, and the exit code of the status. REQUIRES: !status.ok().
int Fail(const absl::Status& status);

// The same when there is no compiler: 3, or the status's code when one was `named` that is wrong.
int FailWithoutCompiler(const absl::Status& status, const std::string& named);

// Writes what Print buffered. `exit_code`, or 3 with a message when stdout is on a full disk.
// A reader that went away (EPIPE) does not change the code.
int FlushStdout(int exit_code);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLI_CONSOLE_H_
