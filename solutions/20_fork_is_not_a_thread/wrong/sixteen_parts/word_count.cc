// expect: functional assertion
// Room for the numbers of sixteen children.
#include "word_count.h"

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <vector>

namespace {

// What a child process does: counts one part, leaves the number in its slot, and ends.
[[noreturn]] void CountPart(int part, const std::function<int(int)>& count, int* slot) {
  try {
    *slot = count(part);
  } catch (...) {
    _exit(1);
  }
  _exit(0);  // not exit(): the buffers and handlers belong to the parent
}

}  // namespace

Tally CountWords(int parts, const std::function<int(int)>& count) {
  const size_t size = 4096;
  void* memory = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  int* words = static_cast<int*>(memory);  // words[part] belongs to the child of that part
  std::printf("counting %d parts: ", parts);
  std::fflush(stdout);  // an empty buffer cannot be copied into the children

  constexpr int kMost = 16;
  pid_t children[kMost] = {};
  for (int part = 0; part < parts; ++part) {
    const pid_t child = fork();
    if (child == 0) CountPart(part, count, &words[part]);
    children[part % kMost] = child;
  }

  Tally tally;
  for (int part = 0; part < parts; ++part) {
    int status = 0;
    waitpid(children[part % kMost], &status, 0);
    const bool counted = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    if (counted) tally.words += words[part];
    if (!counted) ++tally.failed;
  }
  munmap(memory, size);
  std::printf("%d words\n", tally.words);
  return tally;
}
