// Finds the functions by their mangled names.
#include "checker/runtime/library_races.h"

#include <elf.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/syscall.h>

#include "checker/runtime/os.h"

namespace racelab::rt {
namespace {

struct Function {
  uint32_t begin, end;
  bool copies;  // a value between a node and memory of the program, in either direction
};

constexpr uint32_t kMost = 512;
Function functions[kMost];
uint32_t count = 0;

// The rest of `text` behind `start`; nullptr when it does not start so.
const char* Behind(const char* text, const char* start) {
  return StartsWith(text, start) ? text + Length(start) : nullptr;
}

// A member of the containers, or a helper or an atomic of theirs, as the Itanium ABI mangles names.
bool IsLockFree(const char* name, bool* copies) {
  if (StartsWith(name, "_ZNSt6atomicIN5boost8lockfree6detail")) return true;
  if (StartsWith(name, "_ZNKSt6atomicIN5boost8lockfree6detail")) return true;
  const char* rest = Behind(name, "_ZN5boost8lockfree");
  if (rest == nullptr) rest = Behind(name, "_ZNK5boost8lockfree");
  if (rest == nullptr) return false;
  const char* detail = Behind(rest, "6detail");
  *copies = detail != nullptr &&
            (StartsWith(detail, "12copy_payload") || StartsWith(detail, "16copy_convertible") ||
             StartsWith(detail, "31copy_constructible_and_copyable") ||
             StartsWith(detail, "16consume_via_copy"));
  if (detail == nullptr) return StartsWith(rest, "5queueI") || StartsWith(rest, "5stackI");
  return *copies || StartsWith(detail, "14freelist_stackI") ||
         StartsWith(detail, "19fixed_size_freelistI") || StartsWith(detail, "10tagged_ptrI") ||
         StartsWith(detail, "12tagged_index");
}

void NoteFunctions(const Elf64_Sym* symbols, uint64_t number, const char* names) {
  for (uint64_t i = 0; i < number && count < kMost; ++i) {
    const Elf64_Sym& symbol = symbols[i];
    bool copies = false;
    if (ELF64_ST_TYPE(symbol.st_info) != STT_FUNC || symbol.st_shndx == SHN_UNDEF) continue;
    if (!IsLockFree(names + symbol.st_name, &copies)) continue;
    const auto begin = static_cast<uint32_t>(symbol.st_value);
    functions[count++] = {begin, begin + static_cast<uint32_t>(symbol.st_size), copies};
  }
}

// `file`: the program, `size` bytes of it in memory.
void ReadSymbols(const char* file, uint64_t size) {
  const auto* header = reinterpret_cast<const Elf64_Ehdr*>(file);
  const uint64_t sections_end = header->e_shoff + uint64_t{header->e_shnum} * sizeof(Elf64_Shdr);
  if (size < sizeof *header || sections_end > size) return;
  const auto* sections = reinterpret_cast<const Elf64_Shdr*>(file + header->e_shoff);
  for (uint32_t i = 0; i < header->e_shnum; ++i) {
    const Elf64_Shdr& table = sections[i];
    if (table.sh_type != SHT_SYMTAB || table.sh_link >= header->e_shnum) continue;
    const Elf64_Shdr& names = sections[table.sh_link];
    if (table.sh_offset + table.sh_size > size || names.sh_offset + names.sh_size > size) return;
    NoteFunctions(reinterpret_cast<const Elf64_Sym*>(file + table.sh_offset),
                  table.sh_size / sizeof(Elf64_Sym), file + names.sh_offset);
  }
}

const Function* FunctionAt(uint32_t pc) {
  for (uint32_t i = 0; i < count; ++i) {
    if (functions[i].begin <= pc && pc <= functions[i].end) return &functions[i];
  }
  return nullptr;
}

// A write of a copying function goes to the program's own memory.
bool IsByDesign(const RacingAccess& access) {
  const Function* function = FunctionAt(access.pc);
  return function != nullptr && !(function->copies && access.write);
}

}  // namespace

void NoteLibraryCode() {
  const long file =
      Sys(SYS_openat, AT_FDCWD, reinterpret_cast<long>("/proc/self/exe"), O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  const long size = Sys(SYS_lseek, file, 0, SEEK_END);
  const long at = Sys(SYS_mmap, 0, size, PROT_READ, MAP_PRIVATE, file, 0);
  Sys(SYS_close, file);
  if (size <= 0 || at < 0) return;
  count = 0;
  ReadSymbols(reinterpret_cast<const char*>(at), static_cast<uint64_t>(size));
  Sys(SYS_munmap, at, size);
}

bool RacesByDesign(const RacingAccess& one, const RacingAccess& other) {
  return IsByDesign(one) && IsByDesign(other);
}

bool OfLibrary(uint32_t pc) { return FunctionAt(pc) != nullptr; }

}  // namespace racelab::rt
