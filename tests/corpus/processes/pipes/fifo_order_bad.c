// expect: deadlock
// Two processes open two FIFOs in opposite orders, and each waits for the other.
#include <assert.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char names[2][64];

static void Open(int first, int first_flags, int second, int second_flags) {
  const int one = open(names[first], first_flags);
  const int two = open(names[second], second_flags);
  assert(one >= 0 && two >= 0);
  close(one);
  close(two);
}

int main(void) {
  int status;
  for (int i = 0; i < 2; ++i) {
    snprintf(names[i], sizeof names[i], "/tmp/fifo_order_%d_%d", (int)getpid(), i);
    unlink(names[i]);
    assert(mkfifo(names[i], 0600) == 0);
  }
  if (fork() == 0) {
    Open(0, O_RDONLY, 1, O_WRONLY);
    _exit(0);
  }
  Open(1, O_RDONLY, 0, O_WRONLY);
  assert(wait(&status) > 0 && status == 0);
  for (int i = 0; i < 2; ++i) unlink(names[i]);
  return 0;
}
