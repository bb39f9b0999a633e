// Reads stacks, source lines and symbols once for all parts of an explanation.
#include "checker/check/explain_scene.h"

#include <algorithm>
#include <bit>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "checker/base/files.h"
#include "checker/base/text.h"
#include "checker/check/explain_programs.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;

constexpr size_t kMaxSource = 4 << 20;
constexpr size_t kMaxWhole = 256 << 10;  // of a file that is shown as a whole

template <size_t kSize>
void Add(const uint32_t (&counters)[kSize], uint32_t count, Stack& stack) {
  for (uint32_t i = 0; i < std::min<uint32_t>(count, kSize) && counters[i] != 0; ++i) {
    stack.push_back(counters[i]);
  }
}

Stack ToStack(const trace::Stack& stack) {
  Stack result;
  Add(stack.pc, stack.count, result);
  return result;
}

uint64_t MainOf(const std::map<uint64_t, Symbol>& symbols) {
  for (const auto& [start, symbol] : symbols) {
    if (symbol.code && symbol.name == "main") return start;
  }
  return 0;
}

// Every counter once, the start of main among them.
Stack AllCounters(const trace::Execution& execution, uint64_t main) {
  const trace::Finding& finding = execution.finding;
  Stack all;
  for (const trace::Stack& stack : finding.stack) Add(stack.pc, stack.count, all);
  Add(finding.allocated.pc, finding.allocated.count, all);
  for (const trace::Waiting& waiting : finding.waiting) {
    Add(waiting.stack.pc, waiting.stack.count, all);
  }
  for (const trace::Event& event : execution.event_list) Add(event.pc, trace::kEventFrames, all);
  for (const trace::Point& point : execution.point_list) {
    if (point.pc != 0) all.push_back(point.pc);
  }
  for (const trace::Channel& channel : execution.channel_list) {
    if (channel.pc != 0) all.push_back(channel.pc);
  }
  if (main != 0) all.push_back(main + 1);
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

// The task of a process that waits, if it is the only one; else kMaxTasks.
uint16_t WaiterOf(std::span<const trace::Waiting> waiting, const Cast& cast, int process) {
  uint16_t found = trace::kMaxTasks;
  for (const trace::Waiting& other : waiting) {
    if (cast.ProcessOf(other.task) != process) continue;
    if (found != trace::kMaxTasks) return trace::kMaxTasks;
    found = other.task;
  }
  return found;
}

std::vector<trace::Waiting> WithHolders(const trace::Finding& finding, const Cast& cast) {
  const uint32_t count = std::min(finding.waiting_count, trace::kMaxWaiting);
  std::vector<trace::Waiting> all(finding.waiting, finding.waiting + count);
  for (trace::Waiting& waiting : all) {
    const int own = cast.ProcessOf(waiting.task);
    if (waiting.op != trace::Op::kBlock || waiting.holder < trace::kMaxTasks || own < 0) continue;
    const uint64_t others = waiting.open_in & ~(uint64_t{1} << (own & 63));
    if (std::popcount(others) == 1) {
      waiting.holder = WaiterOf({finding.waiting, count}, cast, std::countr_zero(others));
    }
  }
  return all;
}

}  // namespace

Scene::Scene(const trace::Execution& execution, const ProgramFacts& facts)
    : finding(execution.finding),
      events(execution.event_list),
      cast(execution.processes, execution.process_of),
      channels_(execution.channel_list),
      waiting_(WithHolders(execution.finding, cast)),
      program_of_(execution.program_of),
      programs_(ProgramsOf(execution, facts.executable)),
      symbols_(SymbolsOf(programs_)),
      frames_(FramesOf(programs_, facts.edit, AllCounters(execution, MainOf(symbols_)))),
      folder_(facts.sources) {
  if (!folder_.empty()) return;
  const std::optional<Frame> main = frames_.Innermost({MainOf(symbols_) + 1});
  if (main && frames_.IsStudents(main->file)) folder_ = fs::path(main->file).parent_path();
}

Spot Scene::At(const Stack& stack) const {
  const std::optional<Frame> best = frames_.Best(stack);
  if (!best) return {};
  const std::optional<Frame> first = frames_.Innermost(stack);
  return {.file = Shown(best->file),
          .line = best->line,
          .source = SourceLine(best->file, best->line),
          .direct = first && first->file == best->file && first->line == best->line};
}

Spot Scene::At(const trace::Stack& stack) const { return At(ToStack(stack)); }

Spot Scene::At(const trace::Event& event) const {
  Stack stack;
  Add(event.pc, trace::kEventFrames, stack);
  return At(stack);
}

bool Scene::IsStudents(const std::string& file) const { return frames_.IsStudents(file); }

std::string Scene::Text(const trace::Stack& stack) const { return frames_.Text(ToStack(stack)); }

uint64_t Scene::Shifted(uint64_t place) const {
  const uint64_t process = place >> trace::kProcessShift;
  return ProgramShift(process < program_of_.size() ? program_of_[process] : 0);
}

uint64_t Scene::OffsetIn(const std::pair<const uint64_t, Symbol>& variable, uint64_t place) const {
  return AddressOf(place) + Shifted(place) - variable.first;
}

const std::pair<const uint64_t, Symbol>* Scene::VariableAt(uint64_t place) const {
  if (IsShared(place)) return nullptr;
  const uint64_t address = AddressOf(place) + Shifted(place);
  auto next = symbols_.upper_bound(address);
  if (next == symbols_.begin()) return nullptr;
  const auto& found = *--next;
  if (found.second.code || address - found.first >= found.second.size) return nullptr;
  return &found;
}

const trace::Channel* Scene::ChannelAt(uint64_t place) const {
  const uint64_t number = (place & ~trace::kSharedPlaces) >> trace::kSegmentShift;
  return IsShared(place) && number < channels_.size() ? &channels_[number] : nullptr;
}

Spot Scene::MadeAt(const trace::Channel& channel) const {
  return channel.pc == 0 ? Spot{} : At(Stack{channel.pc});
}

bool Scene::HolderEnded(const trace::Waiting& waiting) const {
  if (waiting.holder >= trace::kMaxTasks) return false;
  if (std::any_of(events.begin(), events.end(), [&](const trace::Event& event) {
        return event.op == trace::Op::kExit && event.task == waiting.holder;
      })) {
    return true;
  }
  // Nobody records the end of a process that was killed. But all who are left wait.
  return cast.several_processes() && waiting_.size() < trace::kMaxWaiting &&
         std::none_of(waiting_.begin(), waiting_.end(),
                      [&](const trace::Waiting& other) { return other.task == waiting.holder; });
}

bool Scene::HolderLeftBehind(const trace::Waiting& waiting) const {
  return SortOf(waiting.op) == Sort::kLock && waiting.holder < trace::kMaxTasks &&
         cast.several_processes() && !IsShared(waiting.object) &&
         cast.ProcessOf(waiting.holder) != cast.ProcessOf(waiting.task);
}

std::string Scene::text() const {
  const std::string_view all(finding.text, sizeof(finding.text));
  return CleanText(all.substr(0, all.find('\0')));
}

// A machine's paths are nobody's business: names are relative to the folder, or only the last part.
std::string Scene::Shown(const std::string& file) const {
  if (!absl::StartsWith(file, "/")) return file;
  const std::string relative = fs::path(file).lexically_relative(folder_).string();
  if (!relative.empty() && !absl::StartsWith(relative, "..")) return relative;
  return fs::path(file).filename().string();
}

std::string Scene::SourceLine(const std::string& file, int line) const {
  const auto [known, is_new] = files_.try_emplace(file);
  if (is_new) {
    std::error_code error;
    const fs::path path = folder_ / file;  // `file` alone when it is absolute
    if (fs::is_regular_file(path, error) && fs::file_size(path, error) <= kMaxSource) {
      const absl::StatusOr<std::string> text = ReadFile(path);
      if (text.ok()) known->second = absl::StrSplit(*text, '\n');
    }
  }
  const std::vector<std::string>& lines = known->second;
  if (line < 1 || static_cast<size_t>(line) > lines.size()) return "";
  return CleanText(std::string(absl::StripAsciiWhitespace(lines[line - 1])));
}

// `#line` can name any file: only what lies in the folder is the program's.
std::string Scene::SourceText(const std::string& file) const {
  std::error_code error;
  const fs::path folder = fs::canonical(folder_, error);
  const fs::path path = fs::canonical(folder_ / file, error);
  if (error || file.empty()) return "";
  const std::string relative = path.lexically_relative(folder).string();
  if (relative.empty() || absl::StartsWith(relative, "..")) return "";
  if (!fs::is_regular_file(path, error) || fs::file_size(path, error) > kMaxWhole) return "";
  const absl::StatusOr<std::string> text = ReadFile(path);
  return text.ok() ? CleanText(absl::StrReplaceAll(*text, {{"\r\n", "\n"}})) : "";
}

Spot Scene::TakePlace(std::string& text) const {
  const std::vector<std::string> parts = absl::StrSplit(text, absl::MaxSplits(':', 2));
  size_t line = 0;
  if (parts.size() < 3 || !absl::SimpleAtoi(parts[1], &line) || line == 0) return {};
  const std::string source = SourceText(parts[0]);
  const std::vector<std::string> lines = absl::StrSplit(source, '\n');
  if (source.empty() || line > lines.size()) return {};
  text = std::string(absl::StripLeadingAsciiWhitespace(parts[2]));
  return {.file = Shown(parts[0]),
          .line = static_cast<int>(line),
          .source = std::string(absl::StripAsciiWhitespace(lines[line - 1]))};
}

std::string At(const Spot& spot) {
  return spot.known() ? absl::StrCat(" at ", spot.file, ":", spot.line) : "";
}

std::string Capital(std::string text) {
  if (!text.empty()) text[0] = absl::ascii_toupper(static_cast<unsigned char>(text[0]));
  return text;
}

}  // namespace racelab
