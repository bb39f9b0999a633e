// Write protection of pages, and copies of them.
#include "checker/runtime/dirty_pages.h"

#include <sys/mman.h>
#include <sys/syscall.h>

#include "checker/runtime/confine.h"
#include "checker/runtime/os.h"
#include "checker/trace/format.h"

namespace racelab::rt {
namespace {

constexpr uintptr_t kTable = 0x11d800000000;  // with the explorer's own memory: not put back
constexpr uintptr_t kPage = 4096;
constexpr uint32_t kMostPages = 2048;  // 8 MB
constexpr uint32_t kMostRanges = 512 + trace::kMaxTasks;

struct Range {
  uintptr_t begin, end;
  uint32_t first;  // number of its first page
};
struct Table {
  uint32_t ranges_used, pages_used, dirty_used;
  Range ranges[kMostRanges];
  bool is_dirty[kMostPages];
  struct {
    uintptr_t at;
    uint32_t number;
  } dirty[kMostPages];
  alignas(kPage) char copies[kMostPages][kPage];
};

bool has_table = false;

Table& table() { return *reinterpret_cast<Table*>(kTable); }

const Range* RangeOf(uintptr_t address) {
  for (uint32_t i = 0; i < table().ranges_used; ++i) {
    const Range& range = table().ranges[i];
    if (address >= range.begin && address < range.end) return &range;
  }
  return nullptr;
}

bool Protect(uintptr_t begin, uintptr_t end, int protection) {
  const long arguments[6] = {static_cast<long>(begin), static_cast<long>(end - begin), protection};
  return ConfinedSys(SYS_mprotect, arguments) == 0;
}

}  // namespace

void MakePageTable() {
  MapFixed(kTable, sizeof(Table));
  has_table = true;
}

bool AddPages(uintptr_t begin, uintptr_t end) {
  begin &= ~(kPage - 1);
  end = (end + kPage - 1) & ~(kPage - 1);
  const uint32_t pages = static_cast<uint32_t>((end - begin) / kPage);
  if (table().ranges_used == kMostRanges || (end - begin) / kPage > kMostPages) return false;
  if (table().pages_used + pages > kMostPages) return false;
  table().ranges[table().ranges_used++] = {begin, end, table().pages_used};
  table().pages_used += pages;
  return true;
}

void CopyPages() {
  for (uint32_t i = 0; i < table().ranges_used; ++i) {
    const Range& range = table().ranges[i];
    CopyBytes(table().copies[range.first], reinterpret_cast<void*>(range.begin),
              range.end - range.begin);
  }
}

bool ProtectPages() {
  for (uint32_t i = 0; i < table().ranges_used; ++i) {
    const Range& range = table().ranges[i];
    const bool* dirty = table().is_dirty + range.first;
    const size_t pages = (range.end - range.begin) / kPage;
    for (size_t from = 0, to; from < pages; from = to) {
      for (to = from + 1; to < pages && dirty[to] == dirty[from];) ++to;
      if (dirty[from]) continue;
      if (!Protect(range.begin + from * kPage, range.begin + to * kPage, PROT_READ)) return false;
    }
  }
  return true;
}

void PutBackDirtyPages() {
  for (uint32_t i = 0; i < table().dirty_used; ++i) {
    const auto& page = table().dirty[i];
    CopyBytes(reinterpret_cast<void*>(page.at), table().copies[page.number], kPage);
  }
}

bool NoteWrite(uintptr_t address) {
  if (!has_table) return false;
  const Range* range = RangeOf(address);
  if (range == nullptr) return false;
  const uintptr_t page = address & ~(kPage - 1);
  const uint32_t number = range->first + static_cast<uint32_t>((page - range->begin) / kPage);
  if (table().is_dirty[number]) return false;
  if (!Protect(page, page + kPage, PROT_READ | PROT_WRITE)) return false;
  table().is_dirty[number] = true;
  table().dirty[table().dirty_used++] = {page, number};
  return true;
}

void NoteWrites(uintptr_t address, size_t bytes) {
  const uintptr_t end = address + bytes;
  for (uintptr_t page = address & ~(kPage - 1); page < end; page += kPage) NoteWrite(page);
}

}  // namespace racelab::rt
