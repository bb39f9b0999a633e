// expect: functional assertion
// Word count: each child flushes before it ends, to be sure; also what its parent had printed
// before.
#include "word_count.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <vector>

Tally CountWords(int parts, const std::function<int(int)>& count) {
  std::vector<pid_t> children;
  for (int part = 0; part < parts; ++part) {
    const pid_t child = fork();
    if (child == 0) {
      int words = 255;
      try {
        words = count(part);
      } catch (...) {
      }
      std::fflush(nullptr);
      _exit(words);
    }
    children.push_back(child);
  }
  Tally tally;
  for (pid_t child : children) {
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (WIFEXITED(status) && WEXITSTATUS(status) <= 100) {
      tally.words += WEXITSTATUS(status);
    } else {
      ++tally.failed;
    }
  }
  std::printf("counting %d parts: %d words\n", parts, tally.words);
  return tally;
}
