// Finds and makes shadow pages and read sets.
#include "checker/runtime/shadow.h"

#include "checker/runtime/finish.h"
#include "checker/runtime/heap.h"
#include "checker/runtime/state.h"

namespace racelab::rt {
namespace {

constexpr uint32_t kPages = 1 << 16;  // in the table: 256 MiB of accessed memory
ShadowPage** pages() { return Table<ShadowPage*>(kShadowPages); }
ShadowPage* last_made = nullptr;
uint32_t page_count = 0;
constexpr uint64_t kMarkAll = 4096;

constexpr uint32_t kSets = 1 << 20;
constexpr uint32_t kCommonSet = 1 << 21;  // in the index of a set that all processes see
ReadSet** sets() { return Table<ReadSet*>(kReadSets); }
uint32_t set_count = 0;

// Of shared memory, for all processes.
constexpr uint32_t kCommonPages = 1 << 13;
constexpr uint32_t kCommonSets = 1 << 16;

}  // namespace

struct CommonShadow {
  ShadowPage* pages[kCommonPages];
  uint32_t page_count;
  ReadSet* sets[kCommonSets];
  uint32_t set_count;
};

namespace {

CommonShadow& Common() {
  if (state.common_shadow == nullptr) state.common_shadow = NewCommon<CommonShadow>();
  return *state.common_shadow;
}

// Neighbours stand side by side: each part of the table that is touched costs a page fault in every
// execution.
uint32_t SlotIn(ShadowPage* const* table, uint32_t size, uintptr_t page) {
  uint32_t at = static_cast<uint32_t>(page % size);
  while (table[at] != nullptr && table[at]->page != page) at = (at + 1) % size;
  return at;
}
uint32_t Slot(uintptr_t page) { return SlotIn(pages(), kPages, page); }

ShadowPage* PageOfPlace(uintptr_t place) {
  CommonShadow& common = Common();
  ShadowPage*& found = common.pages[SlotIn(common.pages, kCommonPages, place >> 12)];
  if (found != nullptr) return found;
  if (common.page_count++ >= kCommonPages * 3 / 4) {
    Stop(trace::End::kLimit, "shared memory in use");
  }
  found = NewCommon<ShadowPage>();
  found->page = place >> 12;
  found->common = true;
  return found;
}

ShadowPage* Remember(uintptr_t number, ShadowPage* page) {
  last_page = {number, page};
  return page;
}

}  // namespace

ShadowPage* LookUpPage(uintptr_t address) {
  const uintptr_t page = address >> 12;
  const uintptr_t place = SharedPlace(address);
  ShadowPage* found = place != 0 ? PageOfPlace(place) : pages()[Slot(page)];
  return found == nullptr ? nullptr : Remember(page, found);
}

ShadowPage* MakePage(uintptr_t address) {
  if (page_count++ >= kPages * 3 / 4) Stop(trace::End::kLimit, "memory in use by several tasks");
  ShadowPage* made = New<ShadowPage>();
  made->page = address >> 12;
  made->slot = Slot(made->page);
  made->made_before = last_made;
  last_made = pages()[made->slot] = made;
  Remember(made->page, made);
  const uintptr_t end = (address | 4095) + 1;
  for (Part part = {0, end - 4096}; (part = NextFreed(part.end, end)).end != 0;) {
    MarkFreed(part.begin, part.end - part.begin, true);
  }
  return made;
}

void EmptyShadow() {
  for (const ShadowPage* page = last_made; page != nullptr; page = page->made_before) {
    pages()[page->slot] = nullptr;
  }
}

ReadSet* SetAt(Epoch read) {
  const uint32_t index = TimeOf(read);
  return (index & kCommonSet) != 0 ? Common().sets[index & ~kCommonSet] : sets()[index];
}

Epoch NewSet(bool common) {
  const size_t bytes = sizeof(ReadSet) + state.width * sizeof(uint32_t);
  if (common) {
    CommonShadow& shadow = Common();
    if (shadow.set_count == kCommonSets) Stop(trace::End::kLimit, "memory read by several tasks");
    shadow.sets[shadow.set_count] = static_cast<ReadSet*>(AllocateCommon(bytes));
    return kShared | kCommonSet | shadow.set_count++;
  }
  if (set_count == kSets) Stop(trace::End::kLimit, "memory read by several tasks");
  sets()[set_count] = static_cast<ReadSet*>(Allocate(bytes));
  return kShared | set_count++;
}

namespace {

// Calls f(page, first cell, number of cells) for each page of a range that has one.
template <typename F>
void ForPages(uintptr_t address, uint64_t bytes, const F& f) {
  const uintptr_t end = address + bytes;
  while (address < end) {
    const uintptr_t next = (address | 4095) + 1 < end ? (address | 4095) + 1 : end;
    if (ShadowPage* page = FindPage(address)) {
      f(page, static_cast<uint32_t>(address & 4095), static_cast<uint32_t>(next - address));
    }
    address = next;
  }
}

}  // namespace

void Forget(uintptr_t address, uint64_t bytes) {
  ForPages(address, bytes, [](ShadowPage* page, uint32_t first, uint32_t count) {
    for (uint32_t i = first; i < first + count; ++i) {
      page->cells[i] = {0, 0};
      ClearBit(page->freed, i >> 3);
      ClearBit(page->atomic, i >> 3);
    }
  });
}

void MarkFreed(uintptr_t address, uint64_t bytes, bool freed) {
  const uintptr_t end = address + bytes;
  for (uintptr_t at = address & ~uintptr_t{7}; at < end; at += 8) {
    // A page of a big block that nobody has accessed gets its marks when it is made: all of them
    // would cost nine times the size of the block.
    ShadowPage* page = freed && bytes <= kMarkAll ? PageOf(at) : FindPage(at);
    if (page == nullptr) continue;
    freed ? SetBit(page->freed, (at & 4095) >> 3) : ClearBit(page->freed, (at & 4095) >> 3);
  }
}

bool Concerns(const ShadowPage* page, uint32_t other) {
  return page->common || Mine(state.tasks[other]);
}

uint32_t FirstUnordered(const uint32_t* times, const uint32_t* clock, const ShadowPage* page) {
  uint32_t other = FirstLater(times, clock, state.task_count);
  while (other < state.task_count && !Concerns(page, other)) {
    do {
      ++other;
    } while (other < state.task_count && times[other] <= clock[other]);
  }
  return other;
}

}  // namespace racelab::rt
