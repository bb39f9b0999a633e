// Dirty pages: a copy of given memory, and which of its pages were written to since.
//
// Every page starts write-protected. The first write to one is a SIGSEGV, whose handler calls
// NoteWrite: from then on the page is dirty for ever, and can be written to. So after the first
// executions writes cost nothing, and only the dirty pages are put back. The kernel does not fault
// but fails when it is to write to such a page: confine.h sees to its calls.
//
// **Thread safety**: one thread.
// **Invariants**: a page that is not dirty is as it was when it was copied.
#ifndef RACELAB_CHECKER_RUNTIME_DIRTY_PAGES_H_
#define RACELAB_CHECKER_RUNTIME_DIRTY_PAGES_H_

#include <cstddef>
#include <cstdint>

namespace racelab::rt {

void MakePageTable();
// Rounded outwards to pages. False: no more room.
bool AddPages(uintptr_t begin, uintptr_t end);

void CopyPages();
bool ProtectPages();  // false: the machine does not let us
void PutBackDirtyPages();

// False: no write to a protected page.
bool NoteWrite(uintptr_t address);
// Before the kernel writes there.
void NoteWrites(uintptr_t address, size_t bytes);

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_DIRTY_PAGES_H_
