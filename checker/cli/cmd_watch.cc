// racelab watch: grades a lab again at each save; single keys do the rest.
#include <poll.h>
#include <unistd.h>

#include <cstdio>
#include <optional>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "checker/base/interrupt.h"
#include "checker/base/text.h"
#include "checker/cli/check_process.h"
#include "checker/cli/command.h"
#include "checker/cli/console.h"
#include "checker/cli/file_watch.h"
#include "checker/cli/raw_terminal.h"
#include "checker/cli/report_output.h"
#include "checker/cli/starter.h"
#include "checker/cli/state.h"
#include "checker/lab/catalog.h"

namespace racelab {
namespace {

constexpr absl::Duration kDebounce = absl::Milliseconds(100);  // an editor's save is several events
constexpr char kKeys[] =
    "keys: h hint, l list, n next lab, r put the starter back, o all findings, q quit, ? this "
    "line\n";

class Watcher {
 public:
  explicit Watcher(std::filesystem::path root) : root_(std::move(root)) {}

  // Returns the exit code when the student quits.
  int Run(const Lab& lab) {
    if (const absl::Status opened = Open(lab); !opened.ok()) return Fail(opened);
    const RawTerminal terminal(STDIN_FILENO);
    while (!quit_ && !Interrupted()) Step(terminal);
    check_.Stop();
    Say("\n");
    return exit_code_;
  }

 private:
  // Starts watching and checking another lab.
  absl::Status Open(const Lab& lab) {
    absl::StatusOr<FileWatch> watch = FileWatch::Create(lab.folder, lab.manifest.edit);
    if (!watch.ok()) return watch.status();
    watch_ = *std::move(watch);
    lab_ = lab;
    report_.reset();
    Say(absl::StrCat("watching labs/", lab_.id, "\n", kKeys));
    return check_.Start(lab_.id);
  }

  // Waits for the next event and handles it.
  void Step(const RawTerminal& terminal) {
    pollfd events[] = {{STDIN_FILENO, POLLIN, 0},
                       {watch_->descriptor(), POLLIN, 0},
                       {check_.descriptor(), POLLIN, 0},
                       {InterruptDescriptor(), POLLIN, 0}};
    const int timeout = changed_at_ ? static_cast<int>(absl::ToInt64Milliseconds(kDebounce)) : -1;
    const int ready = poll(events, std::size(events), timeout);
    if (ready < 0) return;
    if (events[0].revents) HandleKeys(terminal);
    if (events[1].revents && watch_->ReadChanges()) changed_at_ = absl::Now();
    if (events[2].revents && check_.running() && check_.Read()) ShowReport();
    if (watch_->lost()) Rewatch();
    if (changed_at_ && absl::Now() - *changed_at_ >= kDebounce) Restart();
  }

  // The folder was removed and, with luck, made again.
  void Rewatch() {
    absl::StatusOr<FileWatch> watch = FileWatch::Create(lab_.folder, lab_.manifest.edit);
    if (!watch.ok()) return Leave(watch.status());
    watch_ = *std::move(watch);
    changed_at_ = absl::Now();
  }

  void Restart() {
    changed_at_.reset();
    Say("\nsaved; checking again\n");
    if (const absl::Status started = check_.Start(lab_.id); !started.ok()) Leave(started);
  }

  void ShowReport() {
    const absl::StatusOr<Report> report = check_.TakeReport();
    report_ = report.ok() ? std::optional<Report>(*report) : std::nullopt;
    if (Interrupted()) return;
    PrintReport(/*all=*/false);
    Say(absl::StrCat("\nwaiting for a save of ", lab_.manifest.edit[0], "; ", kKeys));
  }

  void PrintReport(bool all) {
    if (!report_) return Say("there is no report yet\n");
    TerminalStyle style = StyleOf(STDOUT_FILENO);
    style.all = all;
    style.source_line = SourceReader(lab_, lab_.folder);
    Say("\n" + FormatTerminal(*report_, style));
  }

  void HandleKeys(const RawTerminal& terminal) {
    bool closed = false;
    for (const char key : terminal.ReadKeys(closed)) HandleKey(key);
    if (closed) quit_ = true;
  }

  void HandleKey(char key) {
    if (asking_reset_) {
      asking_reset_ = false;
      return key == 'y' ? Reset() : Say("kept\n");
    }
    Options options;
    options.lab = lab_.id;
    switch (key) {
      case 'h': RunHint(options); break;
      case 'l': RunList(options); break;
      case 'n': OpenNext(); break;
      case 'o': PrintReport(/*all=*/true); break;
      case 'q': quit_ = true; break;
      case 'r':
        asking_reset_ = true;
        Say("put the starter back? your file is kept as FILE.before-reset [y/n] ");
        break;
      default: Say(kKeys);
    }
    std::fflush(stdout);
  }

  void Reset() {
    const absl::Status restored = RestoreStarter(root_, lab_);
    if (!restored.ok()) {
      Complain(std::string(restored.message()));
      return;
    }
    State(root_).ForgetReport(lab_.id);
    Say("the starter is back\n");  // the file watch sees it and checks
  }

  void OpenNext() {
    const absl::StatusOr<std::vector<Lab>> labs = LoadCatalog(root_);
    if (!labs.ok()) return Complain(std::string(labs.status().message()));
    for (const Lab& lab : *labs) {
      if (lab.number <= lab_.number) continue;
      if (const absl::Status opened = Open(lab); !opened.ok()) Leave(opened);
      return;
    }
    Say("this is the last lab\n");
  }

  void Leave(const absl::Status& status) {
    exit_code_ = Fail(status);
    quit_ = true;
  }

  static void Say(std::string_view text) {
    Print(text);
    std::fflush(stdout);
  }

  const std::filesystem::path root_;
  Lab lab_;
  std::optional<FileWatch> watch_;
  CheckProcess check_;
  std::optional<Report> report_;          // of the last finished check
  std::optional<absl::Time> changed_at_;  // a save that is not checked yet
  bool asking_reset_ = false;
  bool quit_ = false;
  int exit_code_ = kExitPassed;
};

}  // namespace

int RunWatch(const Options& options) {
  if (!isatty(STDIN_FILENO)) {
    Complain("watch needs a terminal for its keys; use racelab check " + options.lab);
    return kExitUsage;
  }
  const absl::StatusOr<std::filesystem::path> root = FindRoot();
  if (!root.ok()) return Fail(root.status());
  const absl::StatusOr<Lab> lab = FindLab(*root, options.lab);
  if (!lab.ok()) return Fail(lab.status());
  return Watcher(*root).Run(*lab);
}

}  // namespace racelab
