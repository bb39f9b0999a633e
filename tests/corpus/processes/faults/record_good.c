// expect: none (faults)
// Up to PIPE_BUF bytes go into a pipe as one, and come out as one where records have one size: no
// loop is needed but for EINTR.
#define _POSIX_C_SOURCE 200809L
#include <assert.h>
#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>

struct Record {
  int number, square;
};

int main(void) {
  int ends[2];
  if (pipe(ends) != 0) return 0;
  pid_t child = fork();
  if (child < 0) return 0;
  if (child == 0) {
    close(ends[0]);
    for (int i = 1; i <= 2; ++i) {
      struct Record record = {i, i * i};
      ssize_t done;
      while ((done = write(ends[1], &record, sizeof record)) < 0 && errno == EINTR) {
      }
      if (done != sizeof record) _exit(1);
    }
    _exit(0);
  }
  close(ends[1]);
  struct Record record;
  ssize_t got;
  int sum = 0;
  while ((got = read(ends[0], &record, sizeof record)) != 0) {
    if (got < 0 && errno == EINTR) continue;
    assert(got == sizeof record && record.square == record.number * record.number);
    sum += record.square;
  }
  assert(sum == 5);
  int status;
  while (waitpid(child, &status, 0) < 0) {
  }
  assert(status == 0);
  return 0;
}
