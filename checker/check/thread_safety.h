// Thread-safety check, the pure part: clang's warnings and its syntax tree, read for the student.
//
// **Thread safety**: pure functions.
// **Invariants**: findings have the kind "thread-safety", or "compile-error" where clang could not
// compile, and a location in one of the edit files.
#ifndef RACELAB_CHECKER_CHECK_THREAD_SAFETY_H_
#define RACELAB_CHECKER_CHECK_THREAD_SAFETY_H_

#include <string>
#include <string_view>
#include <vector>

#include "checker/check/integrity.h"
#include "checker/result/finding.h"

namespace racelab {

// A warning of clang's analysis ("reading variable 'n_' requires holding mutex 'm_'") as one
// sentence: what is wrong and what to do. Unknown warnings stay as they are.
std::string ExplainThreadSafety(const std::string& warning);

// clang's messages: the -Wthread-safety warnings and the errors in edit files.
std::vector<Finding> ReadThreadSafetyLog(std::string_view log, const std::vector<std::string>& edit,
                                         const std::string& stage);

// How a field is declared, from the text of `clang -Xclang -ast-dump -Xclang
// -ast-dump-filter=CLASS`. `field` is "Class::field_", with its namespace or without.
enum class FieldGuard { kNoClass, kNoField, kUnguarded, kGuarded };
FieldGuard FindFieldGuard(std::string_view ast, const std::string& field);

// The finding for a field that the lab wants guarded; none for kGuarded.
std::vector<Finding> GuardFindings(FieldGuard guard, const std::string& field,
                                   const std::string& file);

// Places in the submission that switch the analysis off: an attribute, a macro or a pragma.
std::vector<Finding> ScanAnalysisOff(const OwnTokens& own);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CHECK_THREAD_SAFETY_H_
