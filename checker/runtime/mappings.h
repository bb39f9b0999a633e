// Mappings: the memory that the program and its libraries can write to, as the kernel lists it.
//
// **Thread safety**: one thread.
#ifndef RACELAB_CHECKER_RUNTIME_MAPPINGS_H_
#define RACELAB_CHECKER_RUNTIME_MAPPINGS_H_

#include <cstddef>
#include <cstdint>

namespace racelab::rt {

struct Range {
  uintptr_t begin, end;
};

// The list as text, with a 0 behind it. False: there is none, or it is longer than `room`.
bool ReadMappings(char* text, size_t room);

// The next private memory from `at` in the text on that can be written, without the explorer's own;
// then `at` is behind it. False: no more.
bool NextWritable(const char*& at, Range& range);

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_MAPPINGS_H_
