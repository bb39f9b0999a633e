// Word count: each child writes to its place in a file without a name; poll says who has ended.
#include "word_count.h"

#include <poll.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <vector>

Tally CountWords(int parts, const std::function<int(int)>& count) {
  int fd = memfd_create("words", MFD_CLOEXEC);
  std::printf("counting %d parts: ", parts);
  std::fflush(stdout);
  std::vector<pid_t> pids;
  std::vector<pollfd> polls;
  for (int i = 0; i < parts; ++i) {
    pid_t p = fork();
    if (p == 0) {
      int n;
      try {
        n = count(i);
      } catch (...) {
        _exit(2);
      }
      _exit(pwrite(fd, &n, sizeof n, i * sizeof n) == sizeof n ? 0 : 3);
    }
    pids.push_back(p);
    polls.push_back({static_cast<int>(syscall(SYS_pidfd_open, p, 0)), POLLIN, 0});
  }
  Tally t;
  int left = parts;
  while (left > 0) {
    poll(polls.data(), polls.size(), -1);
    for (int i = 0; i < parts; ++i) {
      if (polls[i].fd < 0 || !(polls[i].revents & POLLIN)) continue;
      int status = 0, n = 0;
      waitpid(pids[i], &status, 0);
      close(polls[i].fd);
      polls[i].fd = -1;
      --left;
      if (status == 0 && pread(fd, &n, sizeof n, i * sizeof n) == sizeof n)
        t.words += n;
      else
        ++t.failed;
    }
  }
  close(fd);
  std::printf("%d words\n", t.words);
  return t;
}
