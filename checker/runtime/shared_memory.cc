// Lists of mappings and segments.
#include "checker/runtime/shared_memory.h"

#include <sys/stat.h>
#include <sys/syscall.h>

#include "checker/runtime/finish.h"
#include "checker/runtime/os.h"
#include "checker/runtime/shadow.h"
#include "checker/runtime/state.h"
#include "checker/runtime/sync_object.h"

namespace racelab::rt {
namespace {

constexpr uint32_t kMappings = 512;
constexpr uint64_t kSystemV = ~uint64_t{0};  // in the place of a device

Mapping mappings[kMappings];
uint32_t mapping_count = 0;
uintptr_t lowest = ~uintptr_t{0}, highest = 0;  // of all that were ever mapped

const Mapping* MappingOf(uintptr_t address) {
  if (address < lowest || address >= highest) return nullptr;
  for (uint32_t i = 0; i < mapping_count; ++i) {
    if (address >= mappings[i].begin && address < mappings[i].end) return &mappings[i];
  }
  return nullptr;
}

void Add(const Mapping& mapping) {
  if (mapping_count == kMappings) Stop(trace::End::kLimit, "shared mappings of one process");
  mappings[mapping_count++] = mapping;
  if (mapping.begin < lowest) lowest = mapping.begin;
  if (mapping.end > highest) highest = mapping.end;
}

// kMaxSegments when there is none.
uint32_t Find(const Segment& segment) {
  const Segments& all = state.segments;
  for (uint32_t i = 0; segment.inode != 0 && i < all.count; ++i) {
    if (all.list[i].device == segment.device && all.list[i].inode == segment.inode) return i;
  }
  return kMaxSegments;
}

// From number `first` on.
void NoteSegments(uint32_t first) {
  if (state.plan->record_events == 0) return;
  for (uint32_t i = first; i < state.segments.count; ++i) state.region->channels[i] = {};
  state.outcome->channel_count = state.segments.count;
}

uint32_t FindOrAdd(const Segment& segment) {
  const uint32_t found = Find(segment);
  if (found < kMaxSegments) return found;
  Segments& all = state.segments;
  if (all.count == kMaxSegments) Stop(trace::End::kLimit, "files and pieces of shared memory");
  all.list[all.count] = segment;
  const uint32_t number = all.count++;
  if (state.outcome != nullptr) NoteSegments(number);
  return number;
}

uintptr_t WholePages(size_t bytes) { return (bytes + 4095) & ~uintptr_t{4095}; }

Segment SegmentOfFile(int file) {
  struct stat facts = {};
  if (file < 0 || Sys(SYS_fstat, file, reinterpret_cast<long>(&facts)) != 0) return {0, 0, 0};
  return {facts.st_dev, facts.st_ino, 0};
}

// Nobody has used this memory.
void Fresh(uintptr_t begin, size_t bytes) {
  ForgetObjects(begin, bytes);
  Forget(begin, bytes);
}

}  // namespace

uintptr_t PlaceOfSegment(const Segment& segment) {
  const uint32_t number = FindOrAdd(segment);
  const uint32_t same_as = state.segments.list[number].same_as;
  return kSharedPlaces | uintptr_t{same_as != 0 ? same_as - 1 : number} << kSegmentShift;
}

bool SharesMemory() { return mapping_count != 0; }

void NoteSegments() { NoteSegments(0); }

void NoteChannel(uintptr_t place, trace::ChannelKind kind, uint32_t pc) {
  if (!IsShared(place) || state.outcome == nullptr || state.plan->record_events == 0) return;
  trace::Channel& channel =
      state.region->channels[(place & ~kSharedPlaces) >> kSegmentShift & (kMaxSegments - 1)];
  if (channel.kind == trace::ChannelKind::kUnknown) channel.kind = kind;
  if (channel.pc == 0) channel.pc = pc;
}

bool Known(const Segment& segment) { return Find(segment) < kMaxSegments; }

void Renew(const Segment& segment) {
  const uint32_t found = Find(segment);
  if (found < kMaxSegments) state.segments.list[found] = {0, 0, state.segments.list[found].same_as};
}

void Alias(const Segment& segment, const Segment& same_as) {
  const uint32_t first = FindOrAdd(same_as);
  state.segments.list[FindOrAdd(segment)].same_as = first + 1;
}

uintptr_t SharedPlace(uintptr_t address) {
  if (IsShared(address)) return address;
  const Mapping* mapping = MappingOf(address);
  return mapping == nullptr ? 0 : mapping->place + (address - mapping->begin);
}

uintptr_t PlaceOf(uintptr_t address) {
  if (address == 0) return 0;
  const uintptr_t shared = SharedPlace(address);
  return shared != 0 ? shared : address + (uintptr_t{here} << kProcessShift);
}

uintptr_t LocalAddress(uintptr_t place) {
  if (!IsShared(place)) return 0;
  for (uint32_t i = 0; i < mapping_count; ++i) {
    const Mapping& mapping = mappings[i];
    if (place >= mapping.place && place - mapping.place < mapping.end - mapping.begin) {
      return mapping.begin + (place - mapping.place);
    }
  }
  return 0;
}

void SetPlaces(Pending& pending) {
  if (pending.place == 0) pending.place = PlaceOf(pending.object);
  if (pending.op == Op::kReacquire) pending.second_place = PlaceOf(pending.second);
}

void Mapped(uintptr_t begin, size_t bytes, bool shared, int file, uint64_t offset) {
  Unmapped(begin, bytes);
  if (shared) {
    const uintptr_t place = PlaceOfSegment(SegmentOfFile(file)) + offset;
    NoteChannel(place, trace::ChannelKind::kMemory, 0);
    Add({begin, begin + WholePages(bytes), place});
  }
  ForgetPage();
}

void Attached(uintptr_t begin, size_t bytes, int id) {
  Unmapped(begin, bytes);
  const Segment segment = {kSystemV, static_cast<uint64_t>(id) + 1, 0};
  NoteChannel(PlaceOfSegment(segment), trace::ChannelKind::kMemory, 0);
  Add({begin, begin + WholePages(bytes), PlaceOfSegment(segment)});
  ForgetPage();
}

void Unmapped(uintptr_t begin, size_t bytes) {
  const uintptr_t end = begin + WholePages(bytes);
  const uint32_t count = mapping_count;
  for (uint32_t i = 0; i < count; ++i) {
    const Mapping old = mappings[i];
    if (old.end <= begin || old.begin >= end) continue;
    mappings[i].end = old.begin < begin ? begin : old.begin;  // what lies before
    if (old.end > end) Add({end, old.end, old.place + (end - old.begin)});
  }
  uint32_t kept = 0;
  for (uint32_t i = 0; i < mapping_count; ++i) {
    if (mappings[i].begin < mappings[i].end) mappings[kept++] = mappings[i];
  }
  mapping_count = kept;
  ForgetPage();
  Fresh(begin, end - begin);
}

void Detached(uintptr_t begin) {
  const Mapping* mapping = MappingOf(begin);
  if (mapping != nullptr) Unmapped(begin, mapping->end - begin);
}

void Moved(uintptr_t from, size_t old_bytes, uintptr_t to, size_t bytes) {
  const Mapping* mapping = MappingOf(from);
  const uintptr_t place = mapping == nullptr ? 0 : mapping->place + (from - mapping->begin);
  Unmapped(from, old_bytes);
  if (to != from || bytes > old_bytes) Unmapped(to, bytes);
  if (place != 0) Add({to, to + WholePages(bytes), place});
  ForgetPage();
}

}  // namespace racelab::rt
