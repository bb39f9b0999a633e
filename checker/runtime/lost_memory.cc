// Marks every block that can be reached, and counts the others.
#include "checker/runtime/lost_memory.h"

#include "checker/runtime/api.h"
#include "checker/runtime/heap.h"
#include "checker/runtime/mappings.h"
#include "checker/runtime/snapshot.h"
#include "checker/runtime/state.h"
#include "checker/runtime/task.h"

namespace racelab::rt {
namespace {

// A live block's `next` is nullptr until it is reached; then it is in the list of those whose words
// are still to be looked at, or was.
Block end_of_list;
Block* to_look_at = &end_of_list;

void Reach(uintptr_t word) {
  constexpr uintptr_t kAddress = (uintptr_t{1} << 48) - 1;
  Block* block = BlockAround(word & kAddress);
  if (block == nullptr || !IsLive(block) || block->next != nullptr) return;
  block->next = to_look_at;
  to_look_at = block;
}

void ReachAll(uintptr_t begin, uintptr_t end) {
  for (uintptr_t at = begin; at + sizeof(uintptr_t) <= end; at += sizeof(uintptr_t)) {
    Reach(*reinterpret_cast<const uintptr_t*>(at));
  }
}

void ReachFrom(Range range) {
  ReachAll(range.begin, range.end);
  while (to_look_at != &end_of_list) {
    const Block* block = to_look_at;
    to_look_at = block->next;
    ReachAll(Begin(block), Begin(block) + block->size);
  }
}

}  // namespace

[[gnu::noinline]] size_t LostMemory() {
  constexpr size_t kRoom = 64 << 10;
  const char* text = MappingsOfSnapshot();
  if (text == nullptr) {
    char* own = static_cast<char*>(Allocate(kRoom));
    if (!ReadMappings(own, kRoom)) return 0;
    text = own;
  }
  for (Block* block = BlockAfter(nullptr); block != nullptr; block = BlockAfter(block)) {
    if (IsLive(block)) block->next = nullptr;
  }
  const uintptr_t stack = reinterpret_cast<uintptr_t>(__builtin_frame_address(0));
  Range range;
  for (const char* at = text; NextWritable(at, range);) {
    if (stack >= range.begin && stack < range.end) range.begin = stack;
    ReachFrom(range);
  }
  size_t lost = 0;
  for (Block* block = BlockAfter(nullptr); block != nullptr; block = BlockAfter(block)) {
    if (IsLive(block) && block->next == nullptr) lost += block->size;
  }
  return lost;
}

}  // namespace racelab::rt

size_t racelab_lost_memory() {
  return racelab::rt::current != nullptr ? racelab::rt::LostMemory() : 0;
}
