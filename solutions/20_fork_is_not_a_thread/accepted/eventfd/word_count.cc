// Word count: the kernel adds up: each child writes its number into one eventfd.
#include "word_count.h"

#include <sys/eventfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>

namespace {

[[noreturn]] void CountPart(int part, const std::function<int(int)>& count, int sum) {
  try {
    const uint64_t words = static_cast<uint64_t>(count(part));
    if (write(sum, &words, sizeof words) == sizeof words) _exit(0);  // adds to what is there
  } catch (...) {
  }
  _exit(1);
}

}  // namespace

Tally CountWords(int parts, const std::function<int(int)>& count) {
  const int sum = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  std::printf("counting %d parts: ", parts);
  std::fflush(stdout);
  int children = 0;
  for (int part = 0; part < parts; ++part) {
    const pid_t child = fork();
    if (child == 0) CountPart(part, count, sum);
    if (child > 0) ++children;
  }

  Tally tally;
  tally.failed = parts - children;
  int status = 0;
  for (; children > 0 && wait(&status) > 0; --children) {
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) ++tally.failed;
  }
  uint64_t words = 0;
  if (read(sum, &words, sizeof words) < 0) words = 0;  // nothing was added
  close(sum);
  tally.words = static_cast<int>(words);
  std::printf("%d words\n", tally.words);
  return tally;
}
