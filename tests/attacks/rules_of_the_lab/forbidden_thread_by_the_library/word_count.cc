// expect: integrity (exit 4): 'pthread_create'
// Starts a thread through a function that the standard library keeps for itself.
#include "word_count.h"

#include <bits/gthr.h>
#include <cstdio>
#include <vector>

Tally CountWords(int parts, const std::function<int(int)>& count) {
  Tally tally;
  std::printf("counting %d parts: ", parts);
  __gthread_t thread;
  __gthread_create(
      &thread, [](void*) -> void* { return nullptr; }, nullptr);
  __gthread_join(thread, nullptr);
  std::printf("%d words\n", tally.words);
  return tally;
}
