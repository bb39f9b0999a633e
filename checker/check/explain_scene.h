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

#include "checker/check/explain_cast.h"
#include "checker/check/explain_sort.h"
#include "checker/check/frames.h"
#include "checker/check/judge.h"
#include "checker/toolchain/symbols.h"
#include "checker/trace/schedule.h"

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
  // REQUIRES: `execution` outlives this.
  Scene(const trace::Execution& execution, const ProgramFacts& facts);

  const trace::Finding& finding;
  const std::span<const trace::Event> events;
  const Cast cast;

  Spot At(const Stack& stack) const;
  Spot At(const trace::Stack& stack) const;
  Spot At(const trace::Event& event) const;

  // The place that a text of the program begins with ("lab_test.cc:71: "), which is taken off; not
  // known for one outside the folder of the sources.
  Spot TakePlace(std::string& text) const;

  // The student's files come first among locations.
  bool IsStudents(const std::string& file) const;
  // The whole text of a file that Spots name; "" for one outside the folder of the sources.
  std::string SourceText(const std::string& file) const;
  // All frames, for Finding::detail.
  std::string Text(const trace::Stack& stack) const;

  const std::map<uint64_t, Symbol>& symbols() const { return symbols_; }
  // The variable with static storage around an address or a place.
  const std::pair<const uint64_t, Symbol>* VariableAt(uint64_t place) const;
  // Bytes from the variable's begin.
  uint64_t OffsetIn(const std::pair<const uint64_t, Symbol>& variable, uint64_t place) const;
  // Whether it is in the memory of a process that runs the first program.
  bool InFirstProgram(uint64_t place) const { return Shifted(place) == 0; }

  // What a place of a file, a pipe or shared memory belongs to; nullptr for private memory.
  const trace::Channel* ChannelAt(uint64_t place) const;
  // Where it was made.
  Spot MadeAt(const trace::Channel& channel) const;

  // Of the finding, with numbers that can be trusted. Who waits for the only other process that
  // could help has its task as the holder.
  std::span<const trace::Waiting> waiting() const { return waiting_; }
  // Whether the holder of the lock that `waiting` wants has ended with it.
  bool HolderEnded(const trace::Waiting& waiting) const;
  // Whether it is a thread of the process that this one was forked from: its copy is nobody's.
  bool HolderLeftBehind(const trace::Waiting& waiting) const;
  std::string text() const;

 private:
  // What the symbols of the program stand higher by whose memory a place lies in.
  uint64_t Shifted(uint64_t place) const;
  std::string Shown(const std::string& file) const;
  std::string SourceLine(const std::string& file, int line) const;

  const std::span<const trace::Channel> channels_;
  const std::vector<trace::Waiting> waiting_;
  const std::vector<uint8_t> program_of_;  // by process
  const std::vector<std::filesystem::path> programs_;
  const std::map<uint64_t, Symbol> symbols_;
  const Frames frames_;
  std::filesystem::path folder_;  // of relative names
  mutable std::map<std::string, std::vector<std::string>> files_;
};

// Words that all parts use.

// " at hits.cc:12", "" when it is not known.
std::string At(const Spot& spot);
std::string Capital(std::string text);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CHECK_EXPLAIN_SCENE_H_
