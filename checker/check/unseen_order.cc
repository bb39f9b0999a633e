// Looks at a program's instructions and libraries.
#include "checker/check/unseen_order.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "checker/base/subprocess.h"
#include "checker/toolchain/symbolize.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;

std::string Objdump(const std::string& options, const fs::path& program) {
  Command command;
  command.argv = {"objdump", options, "--no-show-raw-insn", program.string()};
  command.timeout = absl::Seconds(60);
  command.output_limit = 256 << 20;
  const absl::StatusOr<CommandResult> result = RunCommand(command);
  return result.ok() && result->Ok() ? result->out : "";
}

// The explorer's own, in every program.
bool IsOurs(absl::string_view function) {
  return absl::StrContains(function, "racelab") || absl::StartsWith(function, "__tsan_") ||
         absl::StartsWith(function, "__atomic_") || absl::StartsWith(function, "__cxa_");
}

// Nobody calls Boost.Interprocess's own atomics: runtime/interpose_boost.cc stands in for them.
bool IsOurs(const Frame& frame) {
  return absl::StrContains(frame.file, "boost/interprocess/detail/atomic.hpp") ||
         absl::StrContains(frame.file, "checker/runtime/") ||
         absl::StrContains(frame.file, "checker/toolchain/shims/");
}

// Addresses of instructions that no instrumentation stands for.
std::vector<uint64_t> AtomicInstructions(const fs::path& program) {
  std::vector<uint64_t> addresses;
  bool ours = false;
  const std::string text = Objdump("-d", program);
  for (const absl::string_view line : absl::StrSplit(absl::string_view(text), '\n')) {
    // "0000000000401136 <acquire>:", then "  40113f:\txchg   %eax,(%rdx)".
    const size_t name = line.find(" <");
    if (absl::EndsWith(line, ">:") && name != line.npos) {
      ours = IsOurs(line.substr(name + 2, line.size() - name - 4));
      continue;
    }
    const std::pair<absl::string_view, absl::string_view> parts =
        absl::StrSplit(line, absl::MaxSplits(":\t", 1));
    uint64_t address = 0;
    if (!ours && IsAtomicInstruction(parts.second) &&
        absl::SimpleHexAtoi(absl::StripAsciiWhitespace(parts.first), &address)) {
      addresses.push_back(address);
    }
  }
  return addresses;
}

// "assembly in acquire() at lock.c:7", or "". What has no line was not compiled for the explorer.
std::string Assembly(const fs::path& program) {
  const std::vector<uint64_t> addresses = AtomicInstructions(program);
  for (const auto& [address, frames] : Symbolize(program, addresses, false)) {
    if (frames.empty() || frames[0].line == 0 || IsOurs(frames[0])) continue;
    return absl::StrCat("assembly in '", frames[0].function, "' at ",
                        fs::path(frames[0].file).filename().string(), ":", frames[0].line,
                        ", which changes memory in one step; <stdatomic.h> and the compiler's "
                        "__atomic functions can be followed");
  }
  return "";
}

// Libraries whose locks and queues need no function of the C library until threads meet.
std::string Library(const fs::path& program) {
  static const std::vector<std::string> kLibraries = {"libglib-2.0.", "libtbb.",     "liburcu",
                                                      "libck.",       "libQt5Core.", "libQt6Core."};
  const std::string text = Objdump("-p", program);
  for (const absl::string_view line : absl::StrSplit(absl::string_view(text), '\n')) {
    const std::vector<absl::string_view> words = absl::StrSplit(line, ' ', absl::SkipEmpty());
    if (words.size() != 2 || words[0] != "NEEDED") continue;
    const bool known = std::ranges::any_of(kLibraries, [&](const std::string& library) {
      return absl::StartsWith(words[1], library);
    });
    if (known) {
      return absl::StrCat(words[1],
                          ", which has locks and threads of its own; compile the library "
                          "with racelab, too, or use those of the language");
    }
  }
  return "";
}

// Such an instruction is no scheduling point either: the other orders of it were not tried.
void DoubtProof(const fs::path& program, Exploration& exploration) {
  if (exploration.known.tests == 0 && exploration.known.preemptions < 0) return;
  const std::string what = Assembly(program);
  if (what.empty()) return;
  exploration.known = {};
  exploration.exhausted =
      absl::StrCat("not every schedule was tried: no thread is interrupted before ", what);
}

}  // namespace

bool IsAtomicInstruction(absl::string_view instruction) {
  absl::string_view operands = instruction.substr(0, instruction.find('#'));
  if (absl::StartsWith(operands, "lock ")) return !absl::StrContains(operands, "(%rsp)");
  if (!absl::StartsWith(operands, "xchg ")) return false;
  operands.remove_prefix(5);
  const std::vector<std::string> both = absl::StrSplit(operands, ',');
  return std::ranges::any_of(both, [](const std::string& operand) {
    return !absl::StartsWith(absl::StripAsciiWhitespace(operand), "%");
  });
}

void DoubtUnseenOrder(const fs::path& program, Exploration& exploration) {
  static const std::set<std::string> kAboutOrder = {"data-race", "use-after-free", "double-free"};
  const auto about_order = [](const Finding& finding) {
    return kAboutOrder.count(finding.kind) > 0;
  };
  const auto about_threads = [](const Finding& finding) { return finding.kind == "leak"; };
  const auto doubtful = [&](const Finding& finding) {
    return about_order(finding) || about_threads(finding);
  };
  if (exploration.findings.empty()) return DoubtProof(program, exploration);
  if (std::ranges::none_of(exploration.findings, doubtful)) return;
  std::string what = Library(program);
  if (!what.empty()) {
    std::erase_if(exploration.findings, doubtful);
  } else if (std::ranges::any_of(exploration.findings, about_order)) {
    what = Assembly(program);
    if (!what.empty()) std::erase_if(exploration.findings, about_order);
  }
  if (what.empty() || !exploration.findings.empty()) return;
  exploration.verdict = Verdict::kInconclusive;
  exploration.failing = exploration.first_failure = 0;
  exploration.reason =
      absl::StrCat("the threads may be ordered by what the explorer cannot follow: ", what);
}

}  // namespace racelab
