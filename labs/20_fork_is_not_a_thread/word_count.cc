// Word count: the code to repair. It was written for threads, then someone put fork() in.
#include "word_count.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

Tally CountWords(int parts, const std::function<int(int)>& count) {
  Tally tally;
  std::printf("counting %d parts: ", parts);
  for (int part = 0; part < parts; ++part) {
    if (fork() == 0) {
      tally.words += count(part);
      std::exit(0);
    }
  }
  while (wait(nullptr) > 0) {
  }
  std::printf("%d words\n", tally.words);
  return tally;
}
