// expect: functional assertion
// Word count: with SIGCHLD ignored no child becomes a zombie, and none can say how it ended.
#include "word_count.h"

#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>

namespace {

[[noreturn]] void CountPart(int part, const std::function<int(int)>& count, int* slot) {
  try {
    *slot = count(part);
  } catch (...) {
    _exit(1);
  }
  _exit(0);
}

}  // namespace

Tally CountWords(int parts, const std::function<int(int)>& count) {
  const size_t size = (parts + 1) * sizeof(int);
  void* memory = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  int* words = static_cast<int*>(memory);
  std::printf("counting %d parts: ", parts);
  std::fflush(stdout);

  signal(SIGCHLD, SIG_IGN);
  for (int part = 0; part < parts; ++part) {
    if (fork() == 0) CountPart(part, count, &words[part]);
  }
  Tally tally;
  int status = 0;
  while (wait(&status) > 0) {  // comes back only when all are gone, with nothing to tell
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) ++tally.failed;
  }
  signal(SIGCHLD, SIG_DFL);
  for (int part = 0; part < parts; ++part) tally.words += words[part];
  munmap(memory, size);
  std::printf("%d words\n", tally.words);
  return tally;
}
