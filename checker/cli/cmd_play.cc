// racelab play: the user is the scheduler, with single keys or, behind a pipe, with words.
#include <unistd.h>

#include <iostream>
#include <memory>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "checker/base/interrupt.h"
#include "checker/base/text.h"
#include "checker/check/play_board.h"
#include "checker/cli/command.h"
#include "checker/cli/console.h"
#include "checker/cli/play_goal.h"
#include "checker/cli/play_text.h"
#include "checker/cli/raw_terminal.h"
#include "checker/report/explain.h"
#include "checker/trace/token.h"

namespace racelab {
namespace {

using explore::Game;

class Player {
 public:
  Player(std::string name, PlayTable table) : name_(std::move(name)), table_(std::move(table)) {}

  // Each returns false when our side failed; the message was printed.
  bool Begin(bool terminal) {
    terminal_ = terminal;
    const std::string& test = table_.target.test;
    Print(absl::StrCat("You are the scheduler of ", name_, test.empty() ? "" : ", test ", test,
                       ".\n", Goal(),
                       terminal_ ? "Keys: 0 to 9 a task, r run on, u undo, h hint, "
                                   "g goal, t token, ? help, q quit.\n"
                                 : ""));
    return Show();
  }

  // One command: "2", "u".
  bool Do(const std::string& word) {
    uint32_t task = 0;
    if (absl::SimpleAtoi(word, &task)) {
      if (task >= trace::kMaxTasks) return Say("there is no such task");
      return Moved(game().Pick(static_cast<uint16_t>(task)));
    }
    if (word == "r") return Moved(game().RunOn());
    if (word == "u") return Moved(game().Undo());
    if (word == "h") return Hint();
    if (word == "g") return Print(Goal()), true;
    if (word == "t") return Token();
    if (word == "?") return Print(kPlayKeys), true;
    if (word == "q") return quit_ = true;
    return Say(absl::StrCat("'", word, "' is no command; ? shows them"));
  }

  bool quit() const { return quit_; }

 private:
  Game& game() { return *table_.game; }

  bool Say(const std::string& message) {
    Print(absl::StrCat("racelab: ", CleanText(message), "\n"));
    return true;
  }

  bool Moved(const absl::Status& status) {
    if (status.ok()) return Show();
    if (absl::IsInvalidArgument(status)) return Say(std::string(status.message()));
    Fail(status);
    return false;
  }

  std::string Goal() const {
    if (!table_.goal) {
      return absl::StrCat("No failure was found in ", WithThousands(table_.executions),
                          " executions: there is nothing to reach, but much to see.\n");
    }
    return absl::StrCat("Goal: make it fail (", KindTitle(table_.goal->kind),
                        "). The explorer did: ", CleanText(table_.goal->message), "\n");
  }

  Board Now() {
    return BoardOf(game().execution(), game().events(), game().Tasks(), table_.target.facts);
  }

  bool Show() {
    const TerminalStyle style = StyleOf(STDOUT_FILENO);
    switch (game().state()) {
      case Game::State::kOpen: Print(FormatBoard(Now(), style)); return true;
      case Game::State::kFailed: return ShowFailure(style);
      case Game::State::kCompleted:
        Print("\nThe program came to its end, and nothing failed. Undo (u), or quit (q).\n");
        return true;
      case Game::State::kBrokenOff: break;
    }
    Print(absl::StrCat("\nThe execution broke off: ", CleanText(game().execution().text()),
                       ". Undo (u), or quit (q).\n"));
    return true;
  }

  bool ShowFailure(const TerminalStyle& style) {
    absl::StatusOr<Finding> finding =
        ExplainExecution(table_.target, game().Plan(), game().execution());
    if (!finding.ok()) return Moved(finding.status());
    const bool reached = table_.goal && table_.goal->kind == finding->kind;
    CheckResult check{.name = "play", .kind = "explore", .verdict = Verdict::kFail};
    Print(absl::StrCat("\nIt failed: ", KindTitle(finding->kind),
                       reached ? ". That was the goal; you were the scheduler.\n" : ".\n"));
    check.findings = {*std::move(finding)};
    Print(FormatFindings(check, style));
    return true;
  }

  bool Hint() {
    const absl::StatusOr<explore::GameHint> hint = game().Hint();
    if (!hint.ok()) return Moved(hint.status());
    Print(FormatHint(*hint, Now()));
    return true;
  }

  bool Token() {
    const absl::StatusOr<uint32_t> program = HashOfProgram(table_.target.facts.executable);
    if (!program.ok()) return Moved(program.status());
    const std::string token = trace::EncodeToken(
        {.program = *program, .test = table_.target.test, .plan = game().Plan()});
    Print(absl::StrCat("./racelab replay ", token, table_.target.replay.empty() ? "" : " ",
                       table_.target.replay, "\n"));
    return true;
  }

  const std::string name_;
  PlayTable table_;
  bool terminal_ = false;
  bool quit_ = false;
};

// Words of lines, each shown before its answer, so that what is printed reads as a dialogue.
bool PlayWords(Player& player) {
  std::string line;
  while (!player.quit() && !Interrupted() && std::getline(std::cin, line)) {
    const std::vector<std::string> words = absl::StrSplit(line, ' ', absl::SkipWhitespace());
    for (const std::string& word : words) {
      Print(absl::StrCat("\n> ", CleanText(word), "\n"));
      if (!player.Do(word)) return false;
      if (player.quit()) break;
    }
  }
  return true;
}

bool PlayKeys(Player& player) {
  const RawTerminal terminal(STDIN_FILENO);
  bool closed = false;
  while (!player.quit() && !Interrupted() && !closed) {
    FlushStdout(kExitPassed);
    for (const char key : terminal.NextKeys(closed)) {
      if (key == ' ' || key == '\n' || key == '\r') continue;
      Print(absl::StrCat("\n> ", CleanText(std::string(1, key)), "\n"));
      if (!player.Do(std::string(1, key))) return false;
      if (player.quit()) break;
    }
  }
  return true;
}

}  // namespace

int RunPlay(const Options& options) {
  const absl::StatusOr<std::unique_ptr<NamedTarget>> named = FindTarget(options);
  if (!named.ok()) return Fail(named.status());
  absl::StatusOr<PlayTable> table = LayTable(**named, options.test);
  if (!table.ok()) {
    const int code = Fail(table.status());
    const bool own = !(*named)->IsLab() && absl::IsFailedPrecondition(table.status());
    if (own) Complain("build the program with './racelab cc' or './racelab c++'");
    return code;
  }
  const bool terminal = isatty(STDIN_FILENO) != 0 && isatty(STDOUT_FILENO) != 0;
  Player player((*named)->name, *std::move(table));
  const bool well = player.Begin(terminal) && (terminal ? PlayKeys(player) : PlayWords(player));
  if (Interrupted()) return kExitInconclusive;
  return well ? kExitPassed : kExitInconclusive;
}

}  // namespace racelab
