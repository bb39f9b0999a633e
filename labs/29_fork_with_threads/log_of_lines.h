// LogOfLines: what the tests write to the log, and what must stand in it.
#ifndef RACELAB_LABS_29_FORK_WITH_THREADS_LOG_OF_LINES_H_
#define RACELAB_LABS_29_FORK_WITH_THREADS_LOG_OF_LINES_H_

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "labs/kit/folder.h"
#include "workshop.h"

namespace lab_29 {

using Lines = std::vector<std::string>;

inline constexpr long kLongest = Workshop::kLongest;

// What helpers return.
inline constexpr int kHalf = 71, kForgotten = 72, kMiscounted = 73, kSameProcess = 74,
                     kInherited = 75;
inline constexpr int kContent = 76;

inline void ExpectResult(int result, int expected = kContent) {
  constexpr const char* kMeaning[] = {
      "Sum() has lines without their bytes", "Sum() lacks lines that its caller logged",
      "Sum() did not grow by the helper's line", "it runs in the process of its caller",
      "exec would hand on a descriptor"};
  const bool known = result >= kHalf && result <= kInherited;
  EXPECT_EQ(result, expected) << "of the helper" << (known ? ": " : "")
                              << (known ? kMeaning[result - kHalf] : "");
}

// Where the logs are.
class Folder {
 public:
  std::string Log() const { return std::string(folder_) + "/log"; }
  std::string Other() const { return std::string(folder_) + "/other"; }

 private:
  const kit::Folder folder_;
};

inline std::string Content(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// The text, and dots up to `size` bytes.
inline std::string Line(std::string text, long size) {
  text.resize(size, '.');
  return text;
}

// The file holds these lines and no others, each list in its order.
inline void ExpectLog(const std::string& path, const std::vector<Lines>& lists) {
  std::vector<size_t> next(lists.size());
  std::ifstream file(path, std::ios::binary);
  for (std::string line; std::getline(file, line);) {
    size_t i = 0;
    while (i < lists.size() && (next[i] == lists[i].size() || lists[i][next[i]] != line)) ++i;
    if (file.eof() || i == lists.size()) {
      ADD_FAILURE() << "a line of the log is twice there, too early or torn: "
                    << line.substr(0, 30);
      return;
    }
    ++next[i];
  }
  for (size_t i = 0; i < lists.size(); ++i) {
    if (next[i] == lists[i].size()) continue;
    ADD_FAILURE() << "a line is not in the log: " << lists[i][next[i]].substr(0, 30);
    return;
  }
}

// A helper that logs `lines`, all of `size` bytes, as its caller's are. Sum() counts at least
// `of_caller`. When all is right it returns `content`.
inline Workshop::Helper LogAndCount(Lines lines, long size, long of_caller,
                                    int content = kContent) {
  return [=](Workshop& workshop) {
    Totals before = workshop.Sum();
    if (before.bytes != before.lines * size) return kHalf;
    if (before.lines < of_caller) return kForgotten;
    for (const std::string& line : lines) {
      workshop.Log(line);
      const Totals now = workshop.Sum();
      if (now.lines != before.lines + 1 || now.bytes != now.lines * size) return kMiscounted;
      before = now;
    }
    return content;
  };
}

inline void ExpectSum(const Workshop& workshop, long lines, long bytes) {
  const Totals sum = workshop.Sum();
  EXPECT_EQ(sum.lines, lines);
  EXPECT_EQ(sum.bytes, bytes);
}

}  // namespace lab_29

#endif  // RACELAB_LABS_29_FORK_WITH_THREADS_LOG_OF_LINES_H_
