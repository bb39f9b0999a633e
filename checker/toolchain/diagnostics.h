// Diagnostics: what compilers and linkers said, read into the student's terms.
//
// **Thread safety**: pure functions.
#ifndef RACELAB_CHECKER_TOOLCHAIN_DIAGNOSTICS_H_
#define RACELAB_CHECKER_TOOLCHAIN_DIAGNOSTICS_H_

#include <string>
#include <vector>

#include "checker/toolchain/build.h"

namespace racelab {

// Errors and warnings of gcc or clang. An error inside another file that one of `own` led to (a
// template of a library) is moved to the line of `own`. What is about other files is left out,
// unless there is no error in `own` at all.
std::vector<Diagnostic> ParseCompilerLog(const std::string& log,
                                         const std::vector<std::string>& own);

// Errors of GNU ld whose cause is in the student's files `own`: a function that they never define,
// a name that is defined twice. `given` are the lab's other files. What only the checker's own
// files lack, and libraries that are missing, give nothing.
std::vector<Diagnostic> ParseLinkerLog(const std::string& log, const std::vector<std::string>& own,
                                       const std::vector<std::string>& given);

}  // namespace racelab

#endif  // RACELAB_CHECKER_TOOLCHAIN_DIAGNOSTICS_H_
