// expect: deadlock
// Two processes see by poll() that there is a byte; one takes it, and the other one waits for ever.
#include <assert.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

static int work[2];

static void Worker(void) {
  char byte;
  struct pollfd entry = {work[0], POLLIN, 0};
  if (poll(&entry, 1, 0) == 1) (void)!read(work[0], &byte, 1);
  _exit(0);
}

int main(void) {
  int status;
  assert(pipe(work) == 0);
  assert(write(work[1], "w", 1) == 1);
  for (int i = 0; i < 2; ++i) {
    if (fork() == 0) Worker();
  }
  for (int i = 0; i < 2; ++i) assert(wait(&status) > 0 && status == 0);
  return 0;
}
