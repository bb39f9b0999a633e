// The programs of an execution, the first one and those that its processes ran, as one: addresses
// of code and variables stand higher by the number of the program (trace::kProgramShift).
//
// **Thread safety**: pure apart from starting nm and addr2line.
#ifndef RACELAB_CHECKER_CHECK_EXPLAIN_PROGRAMS_H_
#define RACELAB_CHECKER_CHECK_EXPLAIN_PROGRAMS_H_

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "checker/check/frames.h"
#include "checker/toolchain/symbols.h"
#include "checker/trace/schedule.h"

namespace racelab {

// By number. A path is empty when there is no such file: a hostile program may have named anything.
std::vector<std::filesystem::path> ProgramsOf(const trace::Execution& execution,
                                              const std::filesystem::path& first);

uint64_t ProgramShift(size_t program);

std::map<uint64_t, Symbol> SymbolsOf(const std::vector<std::filesystem::path>& programs);
// `edit`: as in Frames.
Frames FramesOf(const std::vector<std::filesystem::path>& programs,
                const std::vector<std::string>& edit, const Stack& counters);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CHECK_EXPLAIN_PROGRAMS_H_
