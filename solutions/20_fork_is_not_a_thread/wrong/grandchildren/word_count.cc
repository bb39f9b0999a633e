// expect: hygiene leak
// Word count: the old trick against zombies: a child forks the one that counts, and nobody waits
// for that one.
#include "word_count.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>

namespace {

[[noreturn]] void CountPart(int part, const std::function<int(int)>& count, int to_parent) {
  try {
    const int words = count(part);
    if (write(to_parent, &words, sizeof words) == sizeof words) _exit(0);
  } catch (...) {
  }
  _exit(1);
}

}  // namespace

Tally CountWords(int parts, const std::function<int(int)>& count) {
  int ends[2];
  if (pipe(ends) != 0) return {0, parts};
  std::printf("counting %d parts: ", parts);
  std::fflush(stdout);
  for (int part = 0; part < parts; ++part) {
    const pid_t child = fork();
    if (child == 0) {
      close(ends[0]);
      if (fork() == 0) CountPart(part, count, ends[1]);
      _exit(0);
    }
    waitpid(child, nullptr, 0);
  }
  close(ends[1]);

  Tally tally;
  tally.failed = parts;
  int words = 0;
  while (read(ends[0], &words, sizeof words) == sizeof words) {
    tally.words += words;
    --tally.failed;
  }
  close(ends[0]);
  std::printf("%d words\n", tally.words);
  return tally;
}
