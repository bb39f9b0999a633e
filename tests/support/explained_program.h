// A compiled program and made-up events of it, for tests of explanations.
#ifndef RACELAB_TESTS_SUPPORT_EXPLAINED_PROGRAM_H_
#define RACELAB_TESTS_SUPPORT_EXPLAINED_PROGRAM_H_

#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "checker/base/subprocess.h"
#include "checker/check/explain.h"
#include "checker/check/explain_scene.h"
#include "checker/toolchain/symbols.h"

namespace racelab {

using trace::Event;
using trace::Kind;
using trace::Op;

// The program, compiled once; program counters by a piece of a line's text.
class Program {
 public:
  static const Program& Get() {
    static const Program program;
    return program;
  }
  ~Program() { std::filesystem::remove_all(folder_); }

  uint32_t Pc(const std::string& text) const {
    for (size_t i = 0; i < lines_.size(); ++i) {
      if (!absl::StrContains(lines_[i], text)) continue;
      const auto found = counters_.find(static_cast<int>(i) + 1);
      if (found != counters_.end()) return found->second + 1;
    }
    ADD_FAILURE() << "no code for " << text;
    return 0;
  }

  int Line(const std::string& text) const {
    for (size_t i = 0; i < lines_.size(); ++i) {
      if (absl::StrContains(lines_[i], text)) return static_cast<int>(i) + 1;
    }
    return 0;
  }

  uint64_t Address(const std::string& name) const {
    for (const auto& [address, symbol] : symbols_) {
      if (symbol.name == name) return address;
    }
    ADD_FAILURE() << "no symbol " << name;
    return 0;
  }

  ProgramFacts Facts() const { return {.executable = executable_}; }

 private:
  Program() {
    const std::string source = RACELAB_SOURCE_DIR "/tests/unit/check/explain_program.cc";
    std::ifstream file(source);
    for (std::string line; std::getline(file, line);) lines_.push_back(line);
    EXPECT_NE(mkdtemp(folder_.data()), nullptr);
    executable_ = folder_ + "/program";
    Run({"g++", "-std=c++20", "-O0", "-gdwarf-4", "-no-pie", "-pthread", source, "-o",
         executable_});
    symbols_ = ReadSymbols(executable_);
    ReadCounters(Run({"readelf", "--debug-dump=decodedline", executable_}));
  }

  static std::string Run(std::vector<std::string> argv) {
    const auto result = RunCommand({.argv = std::move(argv), .output_limit = 64 << 20});
    EXPECT_TRUE(result.ok() && result->Ok()) << (result.ok() ? result->err : "");
    return result.ok() ? result->out : "";
  }

  // "explain_program.cc    22    0x401234    x"
  void ReadCounters(const std::string& table) {
    for (const absl::string_view row : absl::StrSplit(table, '\n')) {
      const std::vector<absl::string_view> cells =
          absl::StrSplit(row, absl::ByAnyChar(" \t"), absl::SkipEmpty());
      int line = 0;
      uint32_t counter = 0;
      if (cells.size() >= 3 && cells[0] == "explain_program.cc" &&
          absl::SimpleAtoi(cells[1], &line) && absl::SimpleHexAtoi(cells[2], &counter)) {
        counters_.try_emplace(line, counter);
      }
    }
  }

  std::string folder_ = testing::TempDir() + "explainXXXXXX";
  std::string executable_;
  std::vector<std::string> lines_;
  std::map<int, uint32_t> counters_;
  std::map<uint64_t, Symbol> symbols_;
};

// A Mailbox on the heap.
inline constexpr uint64_t kBox = 0x100000000000, kChanged = kBox + 40, kFull = kBox + 88;

inline uint32_t Pc(const std::string& text) { return Program::Get().Pc(text); }
inline uint64_t Address(const std::string& name) { return Program::Get().Address(name); }

inline std::string Place(const std::string& text) {
  return absl::StrCat("explain_program.cc:", Program::Get().Line(text));
}

inline trace::Stack At(const std::string& text) { return {.count = 1, .pc = {Pc(text)}}; }

inline Event Do(int task, Op op, uint64_t object, const std::string& line, uint64_t before = 0,
                uint64_t after = 0) {
  return {.task = static_cast<uint16_t>(task),
          .op = op,
          .size = static_cast<uint8_t>(SortOf(op) == Sort::kMemory ? 8 : 0),
          .other = trace::kMaxTasks,
          .object = object,
          .before = before,
          .after = after,
          .pc = {Pc(line)}};
}

inline trace::Finding Found(Kind kind) {
  return {.kind = kind, .task = {0, trace::kMaxTasks}, .stack_task = trace::kMaxTasks};
}

inline trace::Execution Ran(const trace::Finding& found, const std::vector<Event>& events) {
  trace::Execution execution;
  execution.finding = found;
  execution.event_list = events;
  return execution;
}

// Of several processes: `process_of` by task.
inline trace::Execution Ran(const trace::Finding& found, const std::vector<Event>& events,
                            std::vector<uint8_t> process_of) {
  trace::Execution execution = Ran(found, events);
  execution.tasks = static_cast<uint32_t>(process_of.size());
  execution.processes = *std::max_element(process_of.begin(), process_of.end()) + 1u;
  execution.process_of = std::move(process_of);
  return execution;
}

inline Finding Explained(const trace::Execution& execution) {
  const auto finding = Explain(execution, Program::Get().Facts());
  EXPECT_TRUE(finding.ok()) << finding.status();
  return finding.ok() ? *finding : Finding{};
}

inline Finding Explained(const trace::Finding& found, const std::vector<Event>& events) {
  return Explained(Ran(found, events));
}

// "thread 1: hits++;: reads hits: 1, writes 2", with "> " before a failing one.
inline std::vector<std::string> Told(const Finding& finding) {
  std::vector<std::string> lines;
  for (const Step& step : finding.steps) {
    lines.push_back(
        absl::StrCat(step.failing ? "> " : "", step.name, ": ", step.source, ": ", step.action));
  }
  return lines;
}

inline trace::Waiting Wait(int task, Op op, uint64_t object, const std::string& line, int holder) {
  return {.task = static_cast<uint16_t>(task),
          .holder = static_cast<uint16_t>(holder),
          .op = op,
          .object = object,
          .stack = At(line)};
}

}  // namespace racelab

#endif  // RACELAB_TESTS_SUPPORT_EXPLAINED_PROGRAM_H_
