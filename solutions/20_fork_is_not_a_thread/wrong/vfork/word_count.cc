// expect: parallelism parallelism-lost
// Word count: vfork() lends the memory to the child, and the parent sleeps until the child is gone.
#include "word_count.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>

Tally CountWords(int parts, const std::function<int(int)>& count) {
  std::printf("counting %d parts: ", parts);
  std::fflush(stdout);
  Tally tally;
  for (int part = 0; part < parts; ++part) {
    volatile int words = 0;
    const pid_t child = vfork();
    if (child == 0) {
      try {
        words = count(part);
      } catch (...) {
        _exit(1);
      }
      _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    const bool counted = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    counted ? tally.words += words : ++tally.failed;
  }
  std::printf("%d words\n", tally.words);
  return tally;
}
