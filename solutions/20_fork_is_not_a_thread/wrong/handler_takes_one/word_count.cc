// expect: explore lost-wakeup
// Word count: a handler waits for one child for each SIGCHLD; but two signals that come together
// are one.
#include "word_count.h"

#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>

namespace {
volatile sig_atomic_t ended = 0;
volatile sig_atomic_t words = 0;
volatile sig_atomic_t failed = 0;
void OnChild(int) {
  int status = 0;
  if (waitpid(-1, &status, WNOHANG) <= 0) return;
  if (WIFEXITED(status) && WEXITSTATUS(status) <= 100) {
    words = words + WEXITSTATUS(status);
  } else {
    failed = failed + 1;
  }
  ended = ended + 1;
}
}  // namespace

Tally CountWords(int parts, const std::function<int(int)>& count) {
  std::fflush(stdout);
  ended = words = failed = 0;
  struct sigaction action = {}, old;
  action.sa_handler = OnChild;
  sigaction(SIGCHLD, &action, &old);
  sigset_t child_ends, before;
  sigemptyset(&child_ends);
  sigaddset(&child_ends, SIGCHLD);
  sigprocmask(SIG_BLOCK, &child_ends, &before);
  for (int part = 0; part < parts; ++part) {
    if (fork() != 0) continue;
    sigaction(SIGCHLD, &old, nullptr);
    sigprocmask(SIG_SETMASK, &before, nullptr);
    try {
      _exit(count(part));
    } catch (...) {
      _exit(101);
    }
  }
  while (ended < parts) sigsuspend(&before);
  sigprocmask(SIG_SETMASK, &before, nullptr);
  sigaction(SIGCHLD, &old, nullptr);
  std::printf("counting %d parts: %d words\n", parts, static_cast<int>(words));
  return {words, failed};
}
