// expect: functional assertion
// Word count: counts everything itself, in one process.
#include "word_count.h"

#include <cstdio>

Tally CountWords(int parts, const std::function<int(int)>& count) {
  Tally tally;
  for (int part = 0; part < parts; ++part) {
    try {
      tally.words += count(part);
    } catch (...) {
      ++tally.failed;
    }
  }
  std::printf("counting %d parts: %d words\n", parts, tally.words);
  return tally;
}
