// expect: assertion
// A parent kills its worker and takes it that the worker had finished.
#define _POSIX_C_SOURCE 200809L
#include <assert.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int ready[2], out[2];
  assert(pipe(ready) == 0 && pipe(out) == 0);
  pid_t worker = fork();
  if (worker == 0) {
    assert(write(out[1], "ab", 2) == 2);
    assert(write(ready[1], "r", 1) == 1);
    for (;;) pause();
  }
  close(out[1]);
  char byte, bytes[4];
  (void)byte;
  kill(worker, SIGKILL);
  waitpid(worker, NULL, 0);
  assert(read(out[0], bytes, sizeof bytes) == 2);
  close(out[0]);
  close(ready[0]);
  close(ready[1]);
  return 0;
}
