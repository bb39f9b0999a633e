// Code types: the text of types in clang's intermediate code.
//
// **Thread safety**: a pure function.
#ifndef RACELAB_CHECKER_TOOLCHAIN_CODE_TYPES_H_
#define RACELAB_CHECKER_TOOLCHAIN_CODE_TYPES_H_

#include <cstddef>

#include "absl/strings/string_view.h"

namespace racelab {

// Where the type, or the operand, at the front of `text` ends: at the first comma that is neither
// in brackets nor in a quoted name.
size_t TypeEnd(absl::string_view text);

}  // namespace racelab

#endif  // RACELAB_CHECKER_TOOLCHAIN_CODE_TYPES_H_
