// expect: tsan assertion
// Word count: all children add to one plain number; two at the same moment lose one.
#include "word_count.h"

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <new>

Tally CountWords(int parts, const std::function<int(int)>& count) {
  void* memory =
      mmap(nullptr, sizeof(Tally), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  Tally* shared = new (memory) Tally;
  std::printf("counting %d parts: ", parts);
  std::fflush(stdout);
  for (int part = 0; part < parts; ++part) {
    if (fork() == 0) {
      try {
        shared->words += count(part);
      } catch (...) {
        _exit(1);
      }
      _exit(0);
    }
  }
  int status = 0;
  while (wait(&status) > 0) {
    if (status != 0) ++shared->failed;
  }
  const Tally tally = *shared;
  munmap(memory, sizeof(Tally));
  std::printf("%d words\n", tally.words);
  return tally;
}
