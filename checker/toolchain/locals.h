// Locals: lets clang instrument arrays and structures on the stack, parts of which it leaves out.
//
// clang's ThreadSanitizer skips a local variable whose address is given to nobody. For an element
// or a member it asks that of the part's own address, which nobody has, even where the threads
// share the variable: "int sums[2]; std::thread t([&] { sums[0] = 1; }); return sums[0];" was no
// race. So such a source is compiled in two steps. Between them the address of each array and
// structure takes a way that hides from the compiler that it is a local variable's.
//
// **Thread safety**: plain values; the functions keep nothing.
#ifndef RACELAB_CHECKER_TOOLCHAIN_LOCALS_H_
#define RACELAB_CHECKER_TOOLCHAIN_LOCALS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace racelab {

// Part of the key of what is cached; another number where ShowLocals() or ShowOddSizes() changes.
inline constexpr int kLocalsVersion = 2;

struct TwoSteps {
  std::vector<std::string> to_code;    // to intermediate code; without "-o FILE"
  std::vector<std::string> to_object;  // from there; without the file and "-o FILE"
};

// The two steps of one compiler's arguments, or nothing where one step is enough: not clang, not
// instrumented, not from one source to one object. `object` names the object in rules for make.
std::optional<TwoSteps> InTwoSteps(const std::vector<std::string>& arguments,
                                   const std::string& family, const std::string& object);

// Changes a module of intermediate code, as clang writes it before any optimization.
std::string ShowLocals(absl::string_view code);

// The same, and ShowOddSizes(), for a file, unless it is far longer than what people write.
absl::Status ShowLocalsIn(const std::string& file);

}  // namespace racelab

#endif  // RACELAB_CHECKER_TOOLCHAIN_LOCALS_H_
