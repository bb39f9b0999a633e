// Reads stacks, source lines and symbols once for all parts of an explanation.
#include "checker/check/explain_scene.h"

#include <algorithm>
#include <bit>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "checker/base/files.h"
#include "checker/base/text.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;

constexpr size_t kMaxSource = 4 << 20;

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
  for (const trace::Channel& channel : execution.channel_list) {
    if (channel.pc != 0) all.push_back(channel.pc);
  }
  if (main != 0) all.push_back(main + 1);
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

// Those of the first program, and of others that joined in; a hostile one may have named anything.
std::vector<fs::path> Programs(const trace::Execution& execution, const fs::path& first) {
  std::vector<fs::path> programs = {first};
  std::error_code error;
  for (size_t i = 1; i < execution.programs.size(); ++i) {
    const fs::path path = execution.programs[i];
    programs.push_back(fs::is_regular_file(path, error) ? path : fs::path());
  }
  return programs;
}

uint64_t Shift(size_t program) { return uint64_t{program} << trace::kProgramShift; }

std::map<uint64_t, Symbol> SymbolsOf(const std::vector<fs::path>& programs) {
  std::map<uint64_t, Symbol> all = ReadSymbols(programs[0]);
  for (size_t i = 1; i < programs.size(); ++i) {
    if (programs[i].empty()) continue;
    for (auto& [start, symbol] : ReadSymbols(programs[i])) {
      all[start + Shift(i)] = std::move(symbol);
    }
  }
  return all;
}

Frames FramesOf(const std::vector<fs::path>& programs, const std::vector<std::string>& edit,
                const Stack& counters) {
  if (programs.size() == 1) return Frames(programs[0], edit, {counters});
  std::map<uint64_t, std::vector<Frame>> all;
  for (size_t i = 0; i < programs.size(); ++i) {
    std::vector<uint64_t> own;
    for (const uint64_t counter : counters) {
      if (counter >> trace::kProgramShift == i) own.push_back(counter - Shift(i));
    }
    if (own.empty() || programs[i].empty()) continue;
    for (auto& [counter, frames] : Symbolize(programs[i], own, /*return_addresses=*/true)) {
      all[counter + Shift(i)] = std::move(frames);
    }
  }
  return {std::move(all), edit};
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
      symbols_(SymbolsOf(Programs(execution, facts.executable))),
      frames_(FramesOf(Programs(execution, facts.executable), facts.edit,
                       AllCounters(execution, MainOf(symbols_)))),
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
  return Shift(process < program_of_.size() ? program_of_[process] : 0);
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
  return std::string(absl::StripAsciiWhitespace(CleanText(lines[line - 1])));
}

std::string At(const Spot& spot) {
  return spot.known() ? absl::StrCat(" at ", spot.file, ":", spot.line) : "";
}

std::string Capital(std::string text) {
  if (!text.empty()) text[0] = absl::ascii_toupper(static_cast<unsigned char>(text[0]));
  return text;
}

Sort SortOf(trace::Op op) {
  using trace::Op;
  switch (op) {
    case Op::kRead:
    case Op::kWrite:
    case Op::kAtomicLoad:
    case Op::kAtomicStore:
    case Op::kAtomicRmw:
    case Op::kFutexWait:
    case Op::kFutexTimedWait:
    case Op::kFutexWake: return Sort::kMemory;
    case Op::kLock:
    case Op::kTryLock:
    case Op::kTimedLock:
    case Op::kUnlock:
    case Op::kReadLock:
    case Op::kTryReadLock:
    case Op::kTimedReadLock:
    case Op::kReadUnlock:
    case Op::kDestroy:
    case Op::kOnce: return Sort::kLock;
    case Op::kWait:
    case Op::kTimedWait:
    case Op::kReacquire:
    case Op::kSignal:
    case Op::kBroadcast: return Sort::kCondition;
    case Op::kSemWait:
    case Op::kSemTryWait:
    case Op::kSemTimedWait:
    case Op::kSemPost: return Sort::kSemaphore;
    case Op::kBarrier: return Sort::kBarrier;
    case Op::kStart:
    case Op::kExit:
    case Op::kCreate:
    case Op::kJoin:
    case Op::kDetach:
    case Op::kFork:
    case Op::kWaitChild:
    case Op::kKill:
    case Op::kPause: return Sort::kTask;
    case Op::kTransfer:
    case Op::kBlock: return Sort::kChannel;
    case Op::kAllocate:
    case Op::kFree: return Sort::kHeap;
    default: return Sort::kNothing;
  }
}

bool IsAtomic(trace::Op op) {
  return op == trace::Op::kAtomicLoad || op == trace::Op::kAtomicStore ||
         op == trace::Op::kAtomicRmw;
}

bool IsWrite(trace::Op op) {
  return op == trace::Op::kWrite || op == trace::Op::kAtomicStore || op == trace::Op::kAtomicRmw;
}

bool IsShared(uint64_t place) { return (place & trace::kSharedPlaces) != 0; }

uint64_t AddressOf(uint64_t place) { return place & ((uint64_t{1} << trace::kProcessShift) - 1); }

bool Touches(const trace::Event& event, uint64_t address, uint64_t size) {
  return SortOf(event.op) == Sort::kMemory && event.object < address + size &&
         address < event.object + std::max<uint64_t>(event.size, 1);
}

}  // namespace racelab
