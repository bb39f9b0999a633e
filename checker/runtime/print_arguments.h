// Print arguments: what printf() and its relatives read besides the format.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_PRINT_ARGUMENTS_H_
#define RACELAB_CHECKER_RUNTIME_PRINT_ARGUMENTS_H_

#include <stdarg.h>

#include <cstddef>
#include <cstdint>

namespace racelab::rt {

// The texts of "%s" are accesses of the program at `pc`, as far as they are printed. Ends at the
// first conversion that it does not know, or that gives its argument by number.
void ReadTexts(const char* format, va_list arguments, uint32_t pc);

// What scanf() and its relatives wrote: `count` is what they returned.
void WroteArguments(const char* format, va_list arguments, int count, uint32_t pc);

}  // namespace racelab::rt

// Directly in the stand-in, before the arguments are used.
#define RACELAB_READS_TEXTS(format, arguments)             \
  if (racelab::rt::Counts(__builtin_return_address(0))) {  \
    va_list texts;                                         \
    va_copy(texts, arguments);                             \
    racelab::rt::ReadTexts(format, texts, RACELAB_CALLER); \
    va_end(texts);                                         \
  }                                                        \
  static_cast<void>(0)

// The same, after a scan that returned `count`.
#define RACELAB_WROTE(format, arguments, count)         \
  if (racelab::rt::Counts(__builtin_return_address(0))) \
  racelab::rt::WroteArguments(format, arguments, count, RACELAB_CALLER)

#endif  // RACELAB_CHECKER_RUNTIME_PRINT_ARGUMENTS_H_
