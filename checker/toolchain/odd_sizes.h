// Odd sizes: lets clang instrument accesses that are not 1, 2, 4, 8 or 16 bytes long.
//
// clang's ThreadSanitizer has no call for them and leaves them out: bit-fields that share three
// bytes, long double, vectors of 32 bytes. Two threads with a bit-field each were no race. So a
// call for a range of bytes is put before each of them in the intermediate code (locals.h).
//
// **Thread safety**: a pure function.
#ifndef RACELAB_CHECKER_TOOLCHAIN_ODD_SIZES_H_
#define RACELAB_CHECKER_TOOLCHAIN_ODD_SIZES_H_

#include <string>

#include "absl/strings/string_view.h"

namespace racelab {

// Changes a module of intermediate code, as clang writes it before any optimization.
std::string ShowOddSizes(absl::string_view code);

}  // namespace racelab

#endif  // RACELAB_CHECKER_TOOLCHAIN_ODD_SIZES_H_
