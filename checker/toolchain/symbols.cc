// Asks nm for the symbol table and reads its answer.
#include "checker/toolchain/symbols.h"

#include <cctype>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "checker/base/subprocess.h"

namespace racelab {

std::map<uint64_t, Symbol> ReadSymbols(const std::filesystem::path& executable) {
  std::map<uint64_t, Symbol> symbols;
  Command command;
  command.argv = {"nm", "-C", "-S", "--defined-only", executable.string()};
  command.timeout = absl::Seconds(30);
  command.output_limit = 64 << 20;  // names of templates are long
  const absl::StatusOr<CommandResult> result = RunCommand(command);
  if (!result.ok() || !result->Ok()) return symbols;
  for (const absl::string_view line : absl::StrSplit(result->out, '\n')) {
    // "0000000000405120 0000000000000038 b bank"; a name may hold spaces.
    const std::vector<absl::string_view> parts =
        absl::StrSplit(line, absl::MaxSplits(' ', 3), absl::SkipEmpty());
    uint64_t start = 0, size = 0;
    if (parts.size() != 4 || parts[2].size() != 1 || !absl::SimpleHexAtoi(parts[0], &start) ||
        !absl::SimpleHexAtoi(parts[1], &size)) {
      continue;
    }
    const bool code = std::tolower(static_cast<unsigned char>(parts[2][0])) == 't' ||
                      parts[2] == "W" || parts[2] == "i";
    symbols[start] = {std::string(parts[3]), size, code};
  }
  return symbols;
}

}  // namespace racelab
