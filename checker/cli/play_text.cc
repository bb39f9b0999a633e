// Lays the board out.
#include "checker/cli/play_text.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "checker/base/text.h"
#include "checker/report/interleaving.h"
#include "checker/report/page.h"

namespace racelab {
namespace {

using explore::TaskState;

constexpr size_t kShown = 12;  // last steps
constexpr size_t kMaxName = 24;

std::string KeyOf(const BoardTask& task) {
  const bool can = task.turn == TaskState::kReady || task.may_time_out;
  return can ? absl::StrCat(task.task) : "-";
}

std::string Next(const BoardTask& task) {
  return absl::StrCat(task.next, task.may_time_out ? " (or times out)" : "");
}

}  // namespace

const char kPlayKeys[] =
    "  0 to 9  this task takes one step (0 is the main thread; behind a pipe also 10 and more)\n"
    "  r       the task of the last step goes on to its next lock, wait or end\n"
    "  u       undo\n"
    "  h       hint: which task to let go on, on the way to a failure\n"
    "  g       the goal\n"
    "  t       a token of the schedule so far\n"
    "  ?       these keys\n"
    "  q       quit\n";

std::string FormatBoard(const Board& board, const TerminalStyle& style) {
  Page page(style);
  if (!board.steps.empty()) {
    Finding past;
    const size_t left_out = board.steps.size() - std::min(board.steps.size(), kShown);
    past.steps.assign(board.steps.begin() + static_cast<ptrdiff_t>(left_out), board.steps.end());
    past.steps.front().left_out += static_cast<int>(left_out);
    WriteInterleaving(page, past);
  }
  page.Line();
  page.Line("  Next:");
  size_t names = 0, nexts = 0;
  for (const BoardTask& task : board.tasks) {
    names = std::max(names, std::min(task.name.size(), kMaxName));
    nexts = std::max(nexts, Next(task).size());
  }
  for (const BoardTask& task : board.tasks) {
    const std::string where =
        task.file.empty() ? "" : absl::StrCat(task.file, ":", task.line, "  ", task.source);
    const std::string words = absl::StrFormat("%-*s", static_cast<int>(nexts), Next(task));
    const std::string head =
        absl::StrFormat("  %2s  %-*s  %s", KeyOf(task), static_cast<int>(names), task.name, words);
    const size_t room = page.width() - std::min(page.width(), head.size() + 2);
    if (where.empty() || where.size() <= room) {
      page.Line(page.OneLine(absl::StrCat(head, where.empty() ? "" : "  ", where)));
    } else {
      page.Line(page.OneLine(head));
      page.Line(page.Paint(page.OneLine(absl::StrCat(std::string(8 + names, ' '), where)), kDim));
    }
  }
  return page.text();
}

std::string FormatHint(const explore::GameHint& hint, const Board& board) {
  const std::string searched =
      hint.executions == 0 ? ""
                           : absl::StrCat(" (", WithThousands(hint.executions), " executions)");
  if (hint.task) {
    const auto task = std::ranges::find(board.tasks, *hint.task, &BoardTask::task);
    const std::string name = task == board.tasks.end() ? "this task" : task->name;
    return absl::StrCat("Hint: ", *hint.task, " (", name, ").\n");
  }
  if (hint.undo > 0) {
    return absl::StrCat("Hint: no failure was found behind this position", searched, "; undo ",
                        hint.undo, hint.undo == 1 ? " move" : " moves", ": u.\n");
  }
  return absl::StrCat("No failure was found behind this position", searched,
                      "; none is known at all.\n");
}

}  // namespace racelab
