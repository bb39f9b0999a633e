// Identity of a program file, so that a token is not replayed against another program.
//
// **Thread safety**: a pure function of the file.
#ifndef RACELAB_CHECKER_TRACE_PROGRAM_HASH_H_
#define RACELAB_CHECKER_TRACE_PROGRAM_HASH_H_

#include <cstdint>
#include <string_view>

#include "absl/status/statusor.h"

namespace racelab::trace {

// Hashes what the program loads to run (the PT_LOAD segments of an ELF file) except its notes and
// the ELF header. So a program keeps its identity when it is stripped or moved, and changes it with
// any instruction or constant. Not the build id: it is one of the notes, a linker may leave it out,
// and it also changes with debug information, for one when the source folder has another name.
// Errors: InvalidArgument, not a 64-bit little-endian ELF file, or a damaged one.
absl::StatusOr<uint32_t> ProgramHash(std::string_view elf);

}  // namespace racelab::trace

#endif  // RACELAB_CHECKER_TRACE_PROGRAM_HASH_H_
