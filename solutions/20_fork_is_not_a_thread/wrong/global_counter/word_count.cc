// expect: functional assertion
// Word count: a global variable, of which each child changes its own copy.
#include "word_count.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>

namespace {

int words = 0;

}  // namespace

Tally CountWords(int parts, const std::function<int(int)>& count) {
  std::printf("counting %d parts: ", parts);
  std::fflush(stdout);
  words = 0;
  for (int part = 0; part < parts; ++part) {
    if (fork() == 0) {
      try {
        words += count(part);
      } catch (...) {
        _exit(1);
      }
      _exit(0);
    }
  }
  Tally tally;
  int status = 0;
  while (wait(&status) > 0) {
    if (status != 0) ++tally.failed;
  }
  tally.words = words;
  std::printf("%d words\n", tally.words);
  return tally;
}
