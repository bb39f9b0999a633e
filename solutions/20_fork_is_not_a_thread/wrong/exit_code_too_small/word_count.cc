// expect: functional assertion
// Word count: minus one for failure becomes 255, and 255 is added to the words.
#include "word_count.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <vector>

namespace {

constexpr int kFailed = -1;

[[noreturn]] void CountPart(int part, const std::function<int(int)>& count) {
  int code = kFailed;
  try {
    code = count(part);
  } catch (...) {
  }
  _exit(code);
}

}  // namespace

Tally CountWords(int parts, const std::function<int(int)>& count) {
  std::vector<pid_t> children;
  for (int part = 0; part < parts; ++part) {
    const pid_t child = fork();
    if (child == 0) CountPart(part, count);
    children.push_back(child);
  }

  Tally tally;
  for (pid_t child : children) {
    int status = 0;
    waitpid(child, &status, 0);
    if (!WIFEXITED(status) || WEXITSTATUS(status) < 0) {
      ++tally.failed;
    } else {
      tally.words += WEXITSTATUS(status);
    }
  }
  std::printf("counting %d parts: %d words\n", parts, tally.words);
  return tally;
}
