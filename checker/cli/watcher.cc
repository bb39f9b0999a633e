// What a watcher does at each event, and what it shows.
#include "checker/cli/watcher.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "checker/base/files.h"
#include "checker/base/interrupt.h"
#include "checker/cli/command.h"
#include "checker/cli/console.h"
#include "checker/cli/hint_ladder.h"
#include "checker/cli/next_step.h"
#include "checker/cli/open_page.h"
#include "checker/cli/report_output.h"
#include "checker/cli/starter.h"
#include "checker/cli/state.h"

namespace racelab {

constexpr absl::Duration kDebounce = absl::Milliseconds(100);  // an editor's save is several events

Watcher::Watcher(std::filesystem::path root, std::vector<Lab> labs)
    : root_(std::move(root)), labs_(std::move(labs)), path_(PathOf(labs_, State(root_))) {}

int Watcher::Run(const Lab* lab) {
  if (lab == nullptr) lab = NextOpen(path_, "");
  Open(lab == nullptr ? labs_.front() : *lab);
  const RawTerminal terminal(STDIN_FILENO);
  while (!quit_ && !Interrupted()) Step(terminal);
  check_.Stop();
  Say("\n");
  return exit_code_;
}

void Watcher::Open(const Lab& lab) {
  lab_ = lab;
  report_.reset();
  body_ = Body::kStart;
  if (!Rewatch()) return;
  Check(absl::StrCat("watching labs/", lab_.id));
}

bool Watcher::Rewatch() {
  absl::StatusOr<FileWatch> watch = FileWatch::Create(lab_.folder, lab_.manifest.edit);
  if (!watch.ok()) return Leave(watch.status());
  watch_ = *std::move(watch);
  return true;
}

void Watcher::Step(const RawTerminal& terminal) {
  pollfd events[] = {{STDIN_FILENO, POLLIN, 0},
                     {watch_->descriptor(), POLLIN, 0},
                     {check_.descriptor(), POLLIN, 0},
                     {resize_.descriptor(), POLLIN, 0},
                     {InterruptDescriptor(), POLLIN, 0}};
  const int timeout = changed_at_ ? static_cast<int>(absl::ToInt64Milliseconds(kDebounce)) : -1;
  if (poll(events, std::size(events), timeout) < 0) return;
  if (events[0].revents) HandleKeys(terminal);
  if (events[1].revents && watch_->ReadChanges()) changed_at_ = absl::Now();
  if (events[2].revents && check_.running() && check_.Read()) TakeReport();
  if (events[3].revents) resize_.Read(), Draw();
  if (!quit_ && watch_->lost() && Rewatch()) changed_at_ = absl::Now();  // git removed the folder
  if (!quit_ && changed_at_ && absl::Now() - *changed_at_ >= kDebounce) {
    changed_at_.reset();
    Check("saved; checking again");
  }
}

void Watcher::Check(const std::string& note) {
  Draw(note);  // the check draws its progress below
  if (const absl::Status started = check_.Start(lab_.id); !started.ok()) Leave(started);
}

void Watcher::TakeReport() {
  absl::StatusOr<Report> report = check_.TakeReport();
  if (Interrupted()) return;
  if (!report.ok()) {  // it has said why; that stays on the screen
    note_ = "the check ended without a report; c checks again";
    return Say("\n" + FootText(Foot(), StyleOf(STDOUT_FILENO)));
  }
  report_ = *std::move(report);
  // It keeps the lines that it has shown: a save must not change those of an older report.
  source_line_ = SourceReader(lab_, lab_.folder);
  if (body_ != Body::kLabs) body_ = Body::kReport;
  Refresh();
  const bool passed = ReportVerdict(*report_) == Verdict::kPass;
  const Lab* next = NextOpen(path_, lab_.id);
  if (passed && next != nullptr) {
    Draw(absl::StrCat("passed; n opens the next lab: ", next->manifest.title));
  } else {
    Draw(passed ? "passed, as all other labs" : "waiting for a save of " + FilesToEdit(lab_));
  }
}

void Watcher::Refresh() {
  path_ = PathOf(labs_, State(root_));
  if (list_) list_->Update(path_);
}

void Watcher::HandleKeys(const RawTerminal& terminal) {
  bool closed = false;
  for (const char key : terminal.ReadKeys(closed, /*arrows=*/true)) {
    if (!quit_) HandleKey(key);
  }
  if (closed) quit_ = true;
}

void Watcher::HandleKey(char key) {
  if (reset_) return AnswerReset(key == 'y');
  if (body_ == Body::kLabs) return HandleListKey(key);
  switch (key) {
    case 'h': return ShowHint();
    case 'l': return ShowLabs();
    case 'n': return OpenNext();
    case 'c': return Check("checking again");
    case 'a': return Show(report_ ? Body::kAll : body_, report_ ? "" : "there is no report yet");
    case 'o': return ShowPage();
    case 'r': return AskReset(lab_);
    case 'b':
    case kKeyEscape: return Show(report_ ? Body::kReport : Body::kStart);
    case 'q': quit_ = true; return;
    case '?': return Show(Body::kHelp);
    default: return;
  }
}

void Watcher::HandleListKey(char key) {
  const LabList::Wish wish = list_->Press(key);
  switch (wish) {
    case LabList::Wish::kOpen: return Open(Lab(*list_->selected()));
    case LabList::Wish::kReset: return AskReset(*list_->selected());
    case LabList::Wish::kClose: return Show(report_ ? Body::kReport : Body::kStart);
    case LabList::Wish::kNothing: return Draw();
  }
}

void Watcher::Show(Body body, const std::string& note) {
  body_ = body;
  Draw(note);
}

void Watcher::ShowHint() {
  const absl::StatusOr<ShownHint> hint = NextHint(root_, lab_, /*reset=*/false);
  if (!hint.ok()) return Draw(std::string(hint.status().message()));
  hint_ = hint->text;
  Show(Body::kHint, hint->last ? "that was the last hint" : "h says more, b is back");
}

void Watcher::ShowLabs() {
  Refresh();
  list_.emplace(path_, lab_.id);
  Show(Body::kLabs);
}

void Watcher::ShowPage() {
  if (!report_) return Draw("there is no report yet");
  const std::filesystem::path file = root_ / ".racelab" / (lab_.id + ".html");
  TerminalStyle style;
  style.source_line = source_line_;
  const absl::Status written = WriteFile(file, FormatHtml({&*report_, 1}, style));
  if (!written.ok()) return Draw(std::string(written.message()));
  Draw(absl::StrCat(OpenPage(file) ? "opened " : "open this in a browser: ", file.string()));
}

void Watcher::OpenNext() {
  const Lab* next = NextOpen(path_, lab_.id);
  if (next == nullptr) return Draw("no other lab is open");
  Open(Lab(*next));
}

void Watcher::AskReset(const Lab& lab) {
  reset_ = lab;
  Draw(absl::StrCat("put the starter of ", lab.id,
                    " back? your file is kept as FILE.before-reset [y/n]"));
}

void Watcher::AnswerReset(bool yes) {
  const Lab lab = *std::exchange(reset_, std::nullopt);
  if (!yes) return Draw("kept");
  const absl::Status restored = RestoreStarter(root_, lab);
  if (!restored.ok()) return Draw(std::string(restored.message()));
  State(root_).ForgetReport(lab.id);
  Refresh();
  Draw("the starter is back");  // where it is watched, the file watch sees it and checks
}

std::string Watcher::BodyText(size_t rows, const TerminalStyle& style) const {
  switch (body_) {
    case Body::kLabs: return list_->Text(rows, style);
    case Body::kHelp: return KeysHelp();
    case Body::kHint: return hint_;
    case Body::kReport:
    case Body::kAll: return ReportText(style);
    case Body::kStart: break;
  }
  const bool first_run =
      std::ranges::all_of(path_, [](const PathLab& at) { return at.standing.points.empty(); });
  return LabStart(lab_, first_run, style);
}

std::string Watcher::ReportText(TerminalStyle style) const {
  style.all = body_ == Body::kAll;
  style.how_all = "press a";
  style.source_line = source_line_;
  return FormatTerminal(*report_, style);
}

WatchFoot Watcher::Foot() const {
  return {.note = note_,
          .passed = CountPassed(path_),
          .labs = path_.size(),
          .keys = body_ == Body::kLabs ? kListKeys : kLabKeys};
}

void Watcher::Draw(std::string note) {
  note_ = std::move(note);
  Draw();
}

void Watcher::Draw() {
  const TerminalStyle style = StyleOf(STDOUT_FILENO);
  const std::string foot = FootText(Foot(), style);
  // The line below the foot belongs to the progress of a check.
  const size_t used = static_cast<size_t>(std::ranges::count(foot, '\n')) + 1;
  const size_t rows = TerminalRows();
  Say(absl::StrCat(ClearScreen(), BodyText(rows > used ? rows - used : 1, style), foot));
}

bool Watcher::Leave(const absl::Status& status) {
  exit_code_ = Fail(status);
  quit_ = true;
  return false;
}

void Watcher::Say(std::string_view text) {
  Print(text);
  std::fflush(stdout);
}

}  // namespace racelab
