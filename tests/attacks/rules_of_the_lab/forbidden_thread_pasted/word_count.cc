// expect: integrity (exit 4): 'std::thread' must not be used here
// Uses the thread that the lab forbids, with a pasted name.
#include "word_count.h"

#include <cstdio>
#include <thread>
#include <vector>

#define PASTE(a, b) a##b

Tally CountWords(int parts, const std::function<int(int)>& count) {
  Tally tally;
  std::printf("counting %d parts: ", parts);
  std::PASTE(thr, ead)([&] { tally.words = count(0); }).join();
  std::printf("%d words\n", tally.words);
  return tally;
}
