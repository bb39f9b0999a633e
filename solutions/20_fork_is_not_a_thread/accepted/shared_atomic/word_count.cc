// Word count: all children add to one atomic number in shared memory.
#include "word_count.h"

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <iostream>
#include <new>

namespace {

struct Shared {
  std::atomic<int> words{0};  // lock-free, so it works between processes
  std::atomic<int> counted{0};
};

}  // namespace

Tally CountWords(int parts, const std::function<int(int)>& count) {
  void* memory =
      mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  Shared* shared = new (memory) Shared;
  std::cout << "counting " << parts << " parts: " << std::flush;
  for (int part = 0; part < parts; ++part) {
    if (fork() != 0) continue;
    try {
      shared->words += count(part);
      ++shared->counted;
    } catch (...) {
    }
    std::quick_exit(0);
  }
  while (wait(nullptr) > 0) {
  }
  const Tally tally = {shared->words, parts - shared->counted};
  munmap(memory, sizeof(Shared));
  std::cout << tally.words << " words\n";
  return tally;
}
