// Watcher: grades a lab again at each save; single keys do the rest.
//
// **Thread safety**: for one thread, one at a time in a process.
#ifndef RACELAB_CHECKER_CLI_WATCHER_H_
#define RACELAB_CHECKER_CLI_WATCHER_H_

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "checker/cli/check_process.h"
#include "checker/cli/exit_code.h"
#include "checker/cli/file_watch.h"
#include "checker/cli/lab_list.h"
#include "checker/cli/raw_terminal.h"
#include "checker/cli/resize.h"
#include "checker/cli/watch_screen.h"
#include "checker/lab/catalog.h"

namespace racelab {

class Watcher {
 public:
  Watcher(std::filesystem::path root, std::vector<Lab> labs);

  // Returns the exit code when the student quits. Without a lab the first one that is open.
  int Run(const Lab* lab);

 private:
  enum class Body { kStart, kReport, kAll, kHint, kHelp, kLabs };

  // Starts watching and checking another lab.
  void Open(const Lab& lab);
  bool Rewatch();

  // Waits for the next event and handles it.
  void Step(const RawTerminal& terminal);
  void Check(const std::string& note);
  void TakeReport();

  // How far the student is, after a report or a reset.
  void Refresh();
  void HandleKeys(const RawTerminal& terminal);
  void HandleKey(char key);
  void HandleListKey(char key);
  void Show(Body body, const std::string& note = "");
  void ShowHint();
  void ShowLabs();
  void ShowPage();
  void OpenNext();
  void AskReset(const Lab& lab);
  void AnswerReset(bool yes);

  // Only the list has to fit into `rows`; the terminal scrolls everything else.
  std::string BodyText(size_t rows, const TerminalStyle& style) const;
  std::string ReportText(TerminalStyle style) const;
  WatchFoot Foot() const;
  void Draw(std::string note);
  void Draw();
  bool Leave(const absl::Status& status);
  static void Say(std::string_view text);

  const std::filesystem::path root_;
  const std::vector<Lab> labs_;
  const Resize resize_;
  std::vector<PathLab> path_;
  Lab lab_;
  std::optional<FileWatch> watch_;
  CheckProcess check_;
  std::optional<Report> report_;                                     // of the last finished check
  std::function<std::string(const std::string&, int)> source_line_;  // of that report
  std::optional<absl::Time> changed_at_;  // a save that is not checked yet
  std::optional<LabList> list_;           // while body_ is kLabs
  std::optional<Lab> reset_;              // a question waits for its answer
  Body body_ = Body::kStart;
  std::string hint_, note_;
  bool quit_ = false;
  int exit_code_ = kExitPassed;
};

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLI_WATCHER_H_
