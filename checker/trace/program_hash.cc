// The walk over the segments of an ELF file.
#include "checker/trace/program_hash.h"

#include <elf.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "checker/base/text.h"

namespace racelab::trace {
namespace {

absl::Status Damaged(std::string_view why) {
  return absl::InvalidArgumentError(
      absl::StrCat("not a program that can be explored: ", std::string(why)));
}

bool Fits(std::string_view file, uint64_t offset, uint64_t size) {
  return offset <= file.size() && size <= file.size() - offset;
}

absl::StatusOr<std::vector<Elf64_Phdr>> Segments(std::string_view file) {
  Elf64_Ehdr header;
  if (file.size() < sizeof header) return Damaged("the file is too short");
  std::memcpy(&header, file.data(), sizeof header);
  if (std::memcmp(header.e_ident, ELFMAG, SELFMAG) != 0 || header.e_ident[EI_CLASS] != ELFCLASS64 ||
      header.e_ident[EI_DATA] != ELFDATA2LSB) {
    return Damaged("the file is not a 64-bit ELF program");
  }
  std::vector<Elf64_Phdr> segments(header.e_phnum);
  const uint64_t size = segments.size() * sizeof(Elf64_Phdr);
  if (header.e_phentsize != sizeof(Elf64_Phdr) || !Fits(file, header.e_phoff, size)) {
    return Damaged("its table of segments is damaged");
  }
  if (size > 0) std::memcpy(segments.data(), file.data() + header.e_phoff, size);
  return segments;
}

}  // namespace

absl::StatusOr<uint32_t> ProgramHash(std::string_view elf) {
  const absl::StatusOr<std::vector<Elf64_Phdr>> segments = Segments(elf);
  if (!segments.ok()) return segments.status();
  std::string blanked(elf);
  std::fill_n(blanked.begin(), sizeof(Elf64_Ehdr), '\0');  // says where the sections are: strip
  for (const Elf64_Phdr& segment : *segments) {
    if (!Fits(elf, segment.p_offset, segment.p_filesz)) return Damaged("a segment is cut off");
    if (segment.p_type != PT_NOTE) continue;
    std::fill_n(blanked.begin() + static_cast<ptrdiff_t>(segment.p_offset), segment.p_filesz, '\0');
  }
  std::string loaded;
  for (const Elf64_Phdr& segment : *segments) {
    if (segment.p_type != PT_LOAD) continue;
    loaded += absl::StrCat(segment.p_vaddr, ",", segment.p_filesz, ",", segment.p_flags, ";");
    loaded.append(blanked, segment.p_offset, segment.p_filesz);
  }
  if (loaded.empty()) return Damaged("it loads nothing");
  const std::string digits = Sha256(loaded).substr(0, 8);
  uint32_t hash = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), hash, 16);
  return hash;
}

}  // namespace racelab::trace
