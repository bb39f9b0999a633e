// Advice: what to do about a compiler's or linker's message, in plain words.
//
// **Thread safety**: pure functions.
#ifndef RACELAB_CHECKER_CHECK_BUILD_ADVICE_H_
#define RACELAB_CHECKER_CHECK_BUILD_ADVICE_H_

#include <string>

namespace racelab {

// One sentence part without a full stop ("add #include <mutex> at the top of the file"), or "" when
// the message is not among those that students cause most. Knows the words of gcc and of clang.
std::string BuildAdvice(const std::string& message);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CHECK_BUILD_ADVICE_H_
