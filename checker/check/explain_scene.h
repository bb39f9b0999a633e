// Scene: a finding and its events with everything that is needed to speak about them: lines of
// source, who did it, and what memory it was.
//
// **Thread safety**: belongs to one thread (it caches source files).
#ifndef RACELAB_CHECKER_CHECK_EXPLAIN_SCENE_H_
#define RACELAB_CHECKER_CHECK_EXPLAIN_SCENE_H_

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "checker/check/frames.h"
#include "checker/check/judge.h"
#include "checker/toolchain/symbols.h"
#include "checker/trace/format.h"

namespace racelab {

// A line of source that a task was on; file "" and line 0 when it is not known.
struct Spot {
  std::string file;
  int line = 0;
  std::string source;   // the line's text, not indented
  bool direct = false;  // the line's own code, not that of a library it calls

  bool known() const { return line > 0; }
  bool SameLine(const Spot& other) const { return file == other.file && line == other.line; }
};

class Scene {
 public:
  Scene(const trace::Finding& found, std::span<const trace::Event> recorded,
        const ProgramFacts& facts);

  const trace::Finding& finding;
  const std::span<const trace::Event> events;

  Spot At(const Stack& stack) const;
  Spot At(const trace::Stack& stack) const;
  Spot At(const trace::Event& event) const;

  // The student's files come first among locations.
  bool IsStudents(const std::string& file) const;
  // All frames, for Finding::detail.
  std::string Text(const trace::Stack& stack) const;

  const std::map<uint64_t, Symbol>& symbols() const { return symbols_; }
  // The variable with static storage around an address.
  const std::pair<const uint64_t, Symbol>* VariableAt(uint64_t address) const;

  // Of the finding, with numbers that can be trusted.
  std::span<const trace::Waiting> waiting() const;
  std::string text() const;

 private:
  std::string Shown(const std::string& file) const;
  std::string SourceLine(const std::string& file, int line) const;

  const std::map<uint64_t, Symbol> symbols_;
  const Frames frames_;
  std::filesystem::path folder_;  // of relative names
  mutable std::map<std::string, std::vector<std::string>> files_;
};

// Words that all parts use.

// "main thread", "thread 2".
std::string TaskName(int task);
// "the main thread", "thread 2".
std::string Who(int task);
// " at hits.cc:12", "" when it is not known.
std::string At(const Spot& spot);
std::string Capital(std::string text);

// What an event's object is.
enum class Sort { kMemory, kLock, kCondition, kSemaphore, kBarrier, kTask, kHeap, kNothing };
Sort SortOf(trace::Op op);
bool IsAtomic(trace::Op op);
bool IsWrite(trace::Op op);

// Whether the event's access touches [address, address + size).
bool Touches(const trace::Event& event, uint64_t address, uint64_t size);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CHECK_EXPLAIN_SCENE_H_
