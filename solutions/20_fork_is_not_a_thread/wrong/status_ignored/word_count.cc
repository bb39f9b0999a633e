// expect: functional assertion
// Word count: a killed child looks like a part without words.
#include "word_count.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <vector>

namespace {

constexpr int kFailed = 255;  // no part has so many words

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
    const int words = WEXITSTATUS(status);
    if (words != kFailed) tally.words += words;
    if (words == kFailed) ++tally.failed;
  }
  std::printf("counting %d parts: %d words\n", parts, tally.words);
  return tally;
}
