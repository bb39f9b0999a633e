// Reads the symbol table of /proc/self/exe. Addresses in it are final: the link is -no-pie.
#include "checker/harness/symbols.h"

#include <elf.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "checker/harness/record_writer.h"

namespace racelab {
namespace {

const Elf64_Sym* symbols = nullptr;
uint64_t symbol_count = 0;
const char* names = nullptr;

}  // namespace

void LoadSymbols() {
  const int file = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  struct stat status = {};
  fstat(file, &status);
  // Stays mapped until the end: a report may come at any time.
  void* mapped = mmap(nullptr, status.st_size, PROT_READ, MAP_PRIVATE, file, 0);
  close(file);
  if (mapped == MAP_FAILED) return;
  const char* image = static_cast<const char*>(mapped);
  const auto* header = reinterpret_cast<const Elf64_Ehdr*>(image);
  const auto* sections = reinterpret_cast<const Elf64_Shdr*>(image + header->e_shoff);
  for (int i = 0; i < header->e_shnum; ++i) {
    if (sections[i].sh_type != SHT_SYMTAB) continue;
    symbols = reinterpret_cast<const Elf64_Sym*>(image + sections[i].sh_offset);
    symbol_count = sections[i].sh_size / sizeof(Elf64_Sym);
    names = image + sections[sections[i].sh_link].sh_offset;
  }
}

RACELAB_UNINSTRUMENTED Symbol FindVariable(const void* address) {
  const uint64_t wanted = reinterpret_cast<uint64_t>(address);
  for (uint64_t i = 0; i < symbol_count; ++i) {
    const Elf64_Sym& symbol = symbols[i];
    if ((symbol.st_info & 15) != STT_OBJECT) continue;
    if (wanted < symbol.st_value || wanted >= symbol.st_value + symbol.st_size) continue;
    return {names + symbol.st_name, symbol.st_size};
  }
  return {};
}

}  // namespace racelab
