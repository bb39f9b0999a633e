// Asks addr2line once about all counters and reads its answer.
#include "checker/toolchain/symbolize.h"

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "checker/base/subprocess.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;

// Reads "labs/kit/threads.h:12 (discriminator 3)"; unknown is "??:0" or "??:?".
void ReadPlace(absl::string_view text, Frame& frame) {
  text = text.substr(0, text.find(" (discriminator"));
  const size_t colon = text.rfind(':');
  if (colon == absl::string_view::npos || absl::StartsWith(text, "??")) return;
  if (!absl::SimpleAtoi(text.substr(colon + 1), &frame.line)) frame.line = 0;
  frame.file = fs::path(std::string(text.substr(0, colon))).lexically_normal().string();
}

}  // namespace

std::map<uint64_t, std::vector<Frame>> Symbolize(const fs::path& executable,
                                                 const std::vector<uint64_t>& counters,
                                                 bool return_addresses) {
  std::map<uint64_t, std::vector<Frame>> frames;
  if (counters.empty()) return frames;
  const uint64_t back = return_addresses ? 1 : 0;
  Command command;
  command.argv = {"addr2line", "-e", executable.string(), "-a", "-f", "-i", "-C"};
  command.timeout = absl::Seconds(30);
  // On stdin: a record may name more counters than fit on a command line.
  for (const uint64_t counter : counters) {
    absl::StrAppend(&command.input, absl::Hex(counter == 0 ? 0 : counter - back), "\n");
  }
  const absl::StatusOr<CommandResult> result = RunCommand(command);
  if (!result.ok() || !result->Ok()) return frames;

  // For each counter: "0x<16 digits>", then a function and a place for each frame.
  uint64_t counter = 0;
  std::string function;
  bool expect_place = false;
  for (const absl::string_view line : absl::StrSplit(result->out, '\n')) {
    if (expect_place) {
      Frame frame{.function = function == "??" ? "" : function, .file = "", .line = 0};
      ReadPlace(line, frame);
      if (!frame.function.empty() || !frame.file.empty()) frames[counter].push_back(frame);
      expect_place = false;
    } else if (absl::StartsWith(line, "0x") && absl::SimpleHexAtoi(line, &counter)) {
      counter += back;
    } else {
      function = std::string(line);
      expect_place = !line.empty();
    }
  }
  return frames;
}

}  // namespace racelab
