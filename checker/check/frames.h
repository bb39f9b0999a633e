// Frames: stacks of program counters, read in the student's terms.
//
// **Thread safety**: immutable after construction.
#ifndef RACELAB_CHECKER_CHECK_FRAMES_H_
#define RACELAB_CHECKER_CHECK_FRAMES_H_

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "checker/check/test_record.h"
#include "checker/result/finding.h"
#include "checker/toolchain/symbolize.h"

namespace racelab {

class Frames {
 public:
  // Symbolizes all stacks in one call. `edit`: the student's files; empty: every file that is not
  // of a library, the kit or the checker.
  Frames(const std::filesystem::path& executable, const std::vector<std::string>& edit,
         const std::vector<Stack>& stacks);

  // For tests: frames by counter, given.
  Frames(std::map<uint64_t, std::vector<Frame>> frames, std::vector<std::string> edit)
      : frames_(std::move(frames)), edit_(std::move(edit)) {}

  // The innermost frame in a file of the student; without one, in another file of the lab; without
  // one, nothing. Frames of libraries, the kit and the harness never count.
  std::optional<Frame> Best(const Stack& stack) const;

  // The innermost frame of all, whoever's it is.
  std::optional<Frame> Innermost(const Stack& stack) const;

  // Best as a location; file "" and line 0 when there is none.
  Location Place(const Stack& stack, std::string task) const;

  // "  function  file:line", one line a frame, innermost first, for Finding::detail.
  std::string Text(const Stack& stack) const;

  // Names of all functions of the stack, innermost first, those inlined included.
  std::vector<std::string> Functions(const Stack& stack) const;

  bool IsStudents(const std::string& file) const;

 private:
  std::map<uint64_t, std::vector<Frame>> frames_;
  std::vector<std::string> edit_;
};

}  // namespace racelab

#endif  // RACELAB_CHECKER_CHECK_FRAMES_H_
