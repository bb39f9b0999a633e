// Brackets, quotes and commas.
#include "checker/toolchain/code_types.h"

#include "absl/strings/match.h"

namespace racelab {

size_t TypeEnd(absl::string_view text) {
  int depth = 0;
  bool quoted = false;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (quoted) continue;
    if (absl::StrContains("[{<(", text[i])) ++depth;
    if (absl::StrContains("]}>)", text[i])) --depth;
    if (text[i] == ',' && depth == 0) return i;
  }
  return text.size();
}

}  // namespace racelab
