// Which programs can rejoin: those with the runtime's mark, a note of ELF.
#include <elf.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "checker/runtime/caller.h"
#include "checker/runtime/os.h"
#include "checker/runtime/rejoin.h"
#include "checker/runtime/spawn.h"
#include "checker/runtime/state.h"

namespace racelab::rt {
namespace {

// Two programs with the same one have the same tables.
struct Mark {
  Elf64_Nhdr header;
  char name[8];
  uint32_t version, state_size;
};
[[gnu::section(".note.racelab"), gnu::used, gnu::aligned(4)]] const Mark mark = {
    {sizeof mark.name, 2 * sizeof(uint32_t), 1}, "racelab", trace::kVersion, sizeof(State)};

constexpr uint64_t kMostCode = uint64_t{1} << trace::kProgramShift;

long Read(long file, void* to, size_t bytes, uint64_t offset) {
  return Sys(SYS_pread64, file, reinterpret_cast<long>(to), static_cast<long>(bytes),
             static_cast<long>(offset));
}

bool IsMark(const char* at) {
  const auto* ours = reinterpret_cast<const char*>(&mark);
  for (size_t i = 0; i < sizeof mark; ++i) {
    if (at[i] != ours[i]) return false;
  }
  return true;
}

bool HasMark(long file, const Elf64_Phdr& segment) {
  char notes[1024];
  const size_t bytes = segment.p_filesz < sizeof notes ? segment.p_filesz : sizeof notes;
  if (Read(file, notes, bytes, segment.p_offset) != static_cast<long>(bytes)) return false;
  for (size_t at = 0; at + sizeof mark <= bytes; at += 4) {
    if (IsMark(notes + at)) return true;
  }
  return false;
}

bool IsOurs(long file) {
  Elf64_Ehdr header;
  if (Read(file, &header, sizeof header, 0) != sizeof header) return false;
  if (header.e_ident[0] != 0x7f || header.e_ident[1] != 'E' || header.e_ident[2] != 'L' ||
      header.e_ident[3] != 'F' || header.e_type != ET_EXEC ||
      header.e_phentsize != sizeof(Elf64_Phdr)) {
    return false;
  }
  bool marked = false;
  for (uint32_t i = 0; i < header.e_phnum; ++i) {
    Elf64_Phdr segment;
    const uint64_t offset = header.e_phoff + i * sizeof segment;
    if (Read(file, &segment, sizeof segment, offset) != sizeof segment) return false;
    if (segment.p_type == PT_NOTE) marked |= HasMark(file, segment);
    const bool code = segment.p_type == PT_LOAD && (segment.p_flags & PF_X) != 0;
    if (code && segment.p_vaddr + segment.p_memsz > kMostCode) return false;
  }
  return marked;
}

void NotePath(long file, uint32_t number) {
  char link[32];
  Text(link, sizeof link) << "/proc/self/fd/" << file;
  char* path = state.region->programs[number];
  const long length = Sys(SYS_readlinkat, AT_FDCWD, reinterpret_cast<long>(link),
                          reinterpret_cast<long>(path), trace::kMaxPath - 1);
  path[length > 0 ? length : 0] = 0;
}

uint32_t NumberOf(long file, const struct stat& facts) {
  Programs& all = state.programs;
  for (uint32_t i = 0; i < all.count; ++i) {
    if (all.list[i].device == facts.st_dev && all.list[i].inode == facts.st_ino) return i;
  }
  if (all.count == trace::kMaxPrograms || !IsOurs(file)) return trace::kMaxPrograms;
  NotePath(file, all.count);
  all.list[all.count] = {facts.st_dev, facts.st_ino};
  state.outcome->program_count = ++all.count;
  return all.count - 1;
}

}  // namespace

void NoteFirstProgram() {
  struct stat facts = {};
  state.programs.count = 0;
  if (Address(&etext) > kMostCode) return;
  Sys(SYS_newfstatat, AT_FDCWD, reinterpret_cast<long>("/proc/self/exe"),
      reinterpret_cast<long>(&facts), 0);
  state.programs.list[0] = {facts.st_dev, facts.st_ino};
  state.programs.count = 1;
}

uint32_t ProgramAt(int directory, const char* path, int flags) {
  if (!CanInvite() || state.programs.count == 0) return trace::kMaxPrograms;
  const long file = OpenProgram(directory, path, flags);
  if (file < 0) return trace::kMaxPrograms;
  struct stat facts = {};
  Sys(SYS_fstat, file, reinterpret_cast<long>(&facts));
  const uint32_t number = S_ISREG(facts.st_mode) ? NumberOf(file, facts) : trace::kMaxPrograms;
  Sys(SYS_close, file);
  return number;
}

}  // namespace racelab::rt
