// Drawing the progress line.
#include "checker/cli/progress.h"

#include <unistd.h>

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "checker/base/text.h"
#include "checker/cli/console.h"

namespace racelab {
namespace {

constexpr char kClearLine[] = "\r\033[K";
constexpr absl::Duration kRedraw = absl::Milliseconds(500);

// A terminal that is slow or gone must not end a grading.
void WriteToTerminal(int descriptor, const std::string& text) {
  [[maybe_unused]] const ssize_t written = write(descriptor, text.data(), text.size());
}

}  // namespace

std::string ProgressText(size_t number, size_t steps, const std::string& step,
                         const std::string& text, int seconds) {
  std::string line = number == 0 ? "" : absl::StrCat("[", number, "/", steps, "] ");
  absl::StrAppend(&line, step, text.empty() ? "" : ": ", text, " (", seconds, " s)");
  line = CleanText(line);
  std::replace(line.begin(), line.end(), '\n', ' ');
  return line;
}

Progress::Progress(int descriptor, std::vector<std::string> steps)
    : descriptor_(descriptor),
      is_terminal_(isatty(descriptor) != 0),
      steps_(std::move(steps)),
      start_(absl::Now()) {
  if (is_terminal_) redraw_ = std::thread([this] { RedrawUntilStopped(); });
}

Progress::~Progress() {
  if (!is_terminal_) return;
  {
    absl::MutexLock lock(&mutex_);
    stopped_ = true;
  }
  redraw_.join();
  WriteToTerminal(descriptor_, kClearLine);
}

void Progress::Update(const std::string& step, const std::string& text) {
  if (!is_terminal_) return;
  absl::MutexLock lock(&mutex_);
  step_ = step;
  text_ = text;
  Draw();
}

void Progress::RedrawUntilStopped() {
  absl::MutexLock lock(&mutex_);
  while (!mutex_.AwaitWithTimeout(absl::Condition(&stopped_), kRedraw)) Draw();
}

void Progress::Draw() {
  if (step_.empty()) return;
  const auto found = std::find(steps_.begin(), steps_.end(), step_);
  const size_t number = found == steps_.end() ? 0 : static_cast<size_t>(found - steps_.begin()) + 1;
  const int seconds = static_cast<int>(absl::ToInt64Seconds(absl::Now() - start_));
  const std::string line = ProgressText(number, steps_.size(), step_, text_, seconds);
  const size_t width = static_cast<size_t>(StyleOf(descriptor_).width);
  WriteToTerminal(descriptor_, absl::StrCat(kClearLine, Shorten(line, width > 1 ? width - 1 : 1)));
}

}  // namespace racelab
