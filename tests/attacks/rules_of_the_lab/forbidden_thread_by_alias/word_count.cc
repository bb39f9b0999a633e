// expect: integrity (exit 4): 'std::thread' must not be used here
// Uses the thread that the lab forbids, through an alias of the namespace.
#include "word_count.h"

#include <cstdio>
#include <thread>
#include <vector>

namespace s = std;

Tally CountWords(int parts, const std::function<int(int)>& count) {
  Tally tally;
  std::printf("counting %d parts: ", parts);
  s::thread([&] { tally.words = count(0); }).join();
  std::printf("%d words\n", tally.words);
  return tally;
}
