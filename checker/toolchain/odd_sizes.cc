// Loads and stores in intermediate code, and calls of __tsan_read_range and __tsan_write_range.
#include "checker/toolchain/odd_sizes.h"

#include <optional>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "checker/toolchain/code_types.h"

namespace racelab {
namespace {

// Bits of a number, 0 for other types.
size_t BitsOfNumber(absl::string_view type) {
  size_t bits = 0;
  if (type == "x86_fp80") return 80;
  if (type == "half" || type == "bfloat") return 16;
  if (type == "float") return 32;
  if (type == "double") return 64;
  const bool whole = absl::StartsWith(type, "i") && absl::SimpleAtoi(type.substr(1), &bits);
  return whole ? bits : 0;
}

// Bytes of a number or of a vector of numbers; 0 for other types.
size_t BytesOf(absl::string_view type) {
  if (!absl::StartsWith(type, "<")) return (BitsOfNumber(type) + 7) / 8;
  const std::vector<absl::string_view> words =
      absl::StrSplit(type.substr(1, type.size() - 2), " x ");
  size_t count = 0;
  if (words.size() != 2 || !absl::SimpleAtoi(words[0], &count)) return 0;
  return (count * BitsOfNumber(words[1]) + 7) / 8;
}

bool IsOdd(size_t bytes) { return bytes > 16 || (bytes & (bytes - 1)) != 0; }

// Takes a type and what follows on it up to the next comma: of "i24 %5, i24* %4" both words.
struct Operand {
  absl::string_view type, value;
};
Operand TakeOperand(absl::string_view& text) {
  const absl::string_view all = text.substr(0, TypeEnd(text));
  text.remove_prefix(std::min(all.size() + 2, text.size()));
  // A value may be an expression with spaces, in brackets; a type only has spaces in brackets.
  size_t end = 0;
  for (int depth = 0; end < all.size() && (depth > 0 || all[end] != ' '); ++end) {
    if (absl::StrContains("[{<(", all[end])) ++depth;
    if (absl::StrContains("]}>)", all[end])) --depth;
  }
  return {all.substr(0, end), all.substr(std::min(end + 1, all.size()))};
}

struct Access {
  bool write;
  size_t bytes;
  Operand pointer;
};

std::optional<Access> ReadAccess(absl::string_view line) {
  constexpr absl::string_view kLoad = " = load ", kStore = "  store ";
  const bool write = absl::StartsWith(line, kStore);
  const size_t load = absl::StartsWith(line, "  %") ? line.find(kLoad) : line.npos;
  if (!write && load == line.npos) return std::nullopt;
  absl::string_view rest = line.substr(write ? kStore.size() : load + kLoad.size());
  if (absl::StartsWith(rest, "volatile ")) rest.remove_prefix(9);
  if (absl::StartsWith(rest, "atomic ")) return std::nullopt;
  const size_t bytes = BytesOf(TakeOperand(rest).type);
  if (bytes == 0 || !IsOdd(bytes)) return std::nullopt;
  return Access{write, bytes, TakeOperand(rest)};
}

// "!dbg !12" of a line, for the place in the source.
absl::string_view NoteOf(absl::string_view line) {
  const size_t at = line.find(", !dbg ");
  return at == line.npos ? "" : line.substr(at, line.find(',', at + 2) - at);
}

void WriteCall(const Access& access, absl::string_view line, size_t number, std::string& out) {
  const Operand& pointer = access.pointer;
  std::string argument = absl::StrCat(pointer.type, " ", pointer.value);
  if (pointer.type != "ptr") {
    const std::string name = absl::StrCat("%\"odd ", number, "\"");
    absl::StrAppend(&out, "  ", name, " = bitcast ", argument, " to i8*\n");
    argument = absl::StrCat("i8* ", name);
  }
  absl::StrAppend(&out, "  call void @__tsan_", access.write ? "write" : "read", "_range(",
                  argument, ", i64 ", access.bytes, ")", NoteOf(line), "\n");
}

}  // namespace

std::string ShowOddSizes(absl::string_view code) {
  std::string out;
  out.reserve(code.size());
  size_t number = 0;
  bool typed = false;
  for (absl::string_view line : absl::StrSplit(code, '\n')) {
    if (const std::optional<Access> access = ReadAccess(line)) {
      typed |= access->pointer.type != "ptr";
      WriteCall(*access, line, number++, out);
    }
    absl::StrAppend(&out, line, "\n");
  }
  out.pop_back();
  for (const char* name : {"read", "write"}) {
    const std::string function = absl::StrCat("@__tsan_", name, "_range(");
    if (number == 0 || absl::StrContains(code, function)) continue;
    absl::StrAppend(&out, "declare void ", function, typed ? "i8*" : "ptr", ", i64)\n");
  }
  return out;
}

}  // namespace racelab
