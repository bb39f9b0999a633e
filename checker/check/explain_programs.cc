// Asks about each program by its own addresses.
#include "checker/check/explain_programs.h"

namespace racelab {

namespace fs = std::filesystem;

std::vector<fs::path> ProgramsOf(const trace::Execution& execution, const fs::path& first) {
  std::vector<fs::path> programs = {first};
  std::error_code error;
  for (size_t i = 1; i < execution.programs.size(); ++i) {
    const fs::path path = execution.programs[i];
    programs.push_back(fs::is_regular_file(path, error) ? path : fs::path());
  }
  return programs;
}

uint64_t ProgramShift(size_t program) { return uint64_t{program} << trace::kProgramShift; }

std::map<uint64_t, Symbol> SymbolsOf(const std::vector<fs::path>& programs) {
  std::map<uint64_t, Symbol> all = ReadSymbols(programs[0]);
  for (size_t i = 1; i < programs.size(); ++i) {
    if (programs[i].empty()) continue;
    for (auto& [start, symbol] : ReadSymbols(programs[i])) {
      all[start + ProgramShift(i)] = std::move(symbol);
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
      if (counter >> trace::kProgramShift == i) own.push_back(counter - ProgramShift(i));
    }
    if (own.empty() || programs[i].empty()) continue;
    for (auto& [counter, frames] : Symbolize(programs[i], own, /*return_addresses=*/true)) {
      all[counter + ProgramShift(i)] = std::move(frames);
    }
  }
  return {std::move(all), edit};
}

}  // namespace racelab
