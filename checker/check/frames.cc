// Picks the frames that a student should see.
#include "checker/check/frames.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace racelab {
namespace {

// Debug information names the lab's own files relative to its folder; everything else has a
// folder: "labs/kit/threads.h", "checker/harness/main.cc", "/usr/include/...".
bool IsLabs(const std::string& file) {
  return !file.empty() && !absl::StartsWith(file, "/") && !absl::StartsWith(file, "labs/kit/") &&
         !absl::StartsWith(file, "checker/") && file != "??";
}

// A program of one's own is compiled where it lies, so its files may have absolute names.
bool IsProgrammers(const std::string& file) {
  return !file.empty() && file != "??" && !absl::StartsWith(file, "/usr/") &&
         !absl::StartsWith(file, "checker/") && !absl::StrContains(file, "/checker/runtime/") &&
         !absl::StartsWith(file, "labs/kit/") && !absl::StrContains(file, "/labs/kit/");
}

}  // namespace

Frames::Frames(const std::filesystem::path& executable, const std::vector<std::string>& edit,
               const std::vector<Stack>& stacks)
    : edit_(edit) {
  std::vector<uint64_t> counters;
  for (const Stack& stack : stacks) counters.insert(counters.end(), stack.begin(), stack.end());
  std::sort(counters.begin(), counters.end());
  counters.erase(std::unique(counters.begin(), counters.end()), counters.end());
  if (!counters.empty()) frames_ = Symbolize(executable, counters, /*return_addresses=*/true);
}

bool Frames::IsStudents(const std::string& file) const {
  if (edit_.empty()) return IsProgrammers(file);
  return std::find(edit_.begin(), edit_.end(), file) != edit_.end();
}

std::optional<Frame> Frames::Best(const Stack& stack) const {
  std::optional<Frame> labs;
  for (uint64_t counter : stack) {
    const auto found = frames_.find(counter);
    if (found == frames_.end()) continue;
    for (const Frame& frame : found->second) {
      if (frame.line == 0) continue;
      if (IsStudents(frame.file)) return frame;
      if (!labs && IsLabs(frame.file)) labs = frame;
    }
  }
  return labs;
}

std::optional<Frame> Frames::Innermost(const Stack& stack) const {
  const auto found = stack.empty() ? frames_.end() : frames_.find(stack.front());
  if (found == frames_.end() || found->second.empty()) return std::nullopt;
  return found->second.front();
}

Location Frames::Place(const Stack& stack, std::string task) const {
  const std::optional<Frame> best = Best(stack);
  if (!best) return {.task = std::move(task)};
  return {.file = best->file, .line = best->line, .task = std::move(task)};
}

std::string Frames::Text(const Stack& stack) const {
  std::string text;
  for (uint64_t counter : stack) {
    const auto found = frames_.find(counter);
    if (found == frames_.end()) continue;
    for (const Frame& frame : found->second) {
      absl::StrAppend(&text, "  ", frame.function.empty() ? "??" : frame.function, "  ", frame.file,
                      ":", frame.line, "\n");
    }
  }
  return text;
}

std::vector<std::string> Frames::Functions(const Stack& stack) const {
  std::vector<std::string> names;
  for (uint64_t counter : stack) {
    const auto found = frames_.find(counter);
    if (found == frames_.end()) continue;
    for (const Frame& frame : found->second) names.push_back(frame.function);
  }
  return names;
}

}  // namespace racelab
