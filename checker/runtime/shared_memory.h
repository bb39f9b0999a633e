// Shared memory: which addresses of this process lie in memory that other processes see, too.
//
// A place names a byte for all processes of an execution. Shared memory has one place, wherever it
// is mapped; private memory has one for each process; in a program of one process places are
// addresses.
//
// **Thread safety**: one task runs at a time.
// **Invariants**: the list of mappings is private to the process, and a fork copies it; the list of
// segments is common.
#ifndef RACELAB_CHECKER_RUNTIME_SHARED_MEMORY_H_
#define RACELAB_CHECKER_RUNTIME_SHARED_MEMORY_H_

#include <cstddef>
#include <cstdint>

#include "checker/runtime/task.h"

namespace racelab::rt {

using trace::kProcessShift;
using trace::kSegmentShift;
using trace::kSharedPlaces;
inline constexpr uint32_t kMaxSegments = trace::kMaxChannels;

// A file, a pipe, a socket, or anonymous shared memory (device and inode are 0).
struct Segment {
  uint64_t device, inode;
  uint32_t same_as;  // the number of another one, plus 1, that it is the same as
};
struct Segments {
  Segment list[kMaxSegments];
  uint32_t count;
};

struct Mapping {
  uintptr_t begin, end;
  uintptr_t place;  // of `begin`
};

inline bool IsShared(uintptr_t place) { return (place & kSharedPlaces) != 0; }

// The place of an address if it lies in shared memory, else 0.
uintptr_t SharedPlace(uintptr_t address);
uintptr_t PlaceOf(uintptr_t address);
// An address of this process for a place; 0 when it has none.
uintptr_t LocalAddress(uintptr_t place);

// The place of the first byte of a segment; numbered in order of first use, so that places are the
// same in every execution.
uintptr_t PlaceOfSegment(const Segment& segment);
bool Known(const Segment& segment);
// A new file has the number of one that is gone.
void Renew(const Segment& segment);
void Alias(const Segment& segment, const Segment& same_as);

// Notes what the segment of a place is, for the explanation, unless that is known. `pc`: where it
// was made, or 0.
void NoteChannel(uintptr_t place, trace::ChannelKind kind, uint32_t pc);
// What was seen before the execution began.
void NoteSegments();

// Whether any memory of this process is shared.
bool SharesMemory();

// Fills in the places of what an operation works on.
void SetPlaces(Pending& pending);

// The program mapped or unmapped memory. `file`: a descriptor, or -1 for anonymous memory.
void Mapped(uintptr_t begin, size_t bytes, bool shared, int file, uint64_t offset);
void Unmapped(uintptr_t begin, size_t bytes);
void Moved(uintptr_t from, size_t old_bytes, uintptr_t to, size_t bytes);
// System V shared memory, by its id.
void Attached(uintptr_t begin, size_t bytes, int id);
void Detached(uintptr_t begin);

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_SHARED_MEMORY_H_
