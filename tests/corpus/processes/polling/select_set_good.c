// expect: none
// The set is made anew for each select(), which changes it.
#include <assert.h>
#include <sys/select.h>
#include <sys/wait.h>
#include <unistd.h>

static int first[2], second[2];

static void Send(int to) {
  assert(write(to, "x", 1) == 1);
  _exit(0);
}

int main(void) {
  int status;
  fd_set set;
  assert(pipe(first) == 0 && pipe(second) == 0);
  if (fork() == 0) Send(first[1]);
  if (fork() == 0) Send(second[1]);
  const int limit = second[0] + 1;
  for (int got = 0; got < 2;) {
    FD_ZERO(&set);
    FD_SET(first[0], &set);
    FD_SET(second[0], &set);
    assert(select(limit, &set, NULL, NULL, NULL) > 0);
    char byte;
    if (FD_ISSET(first[0], &set)) got += (int)read(first[0], &byte, 1);
    if (FD_ISSET(second[0], &set)) got += (int)read(second[0], &byte, 1);
  }
  for (int i = 0; i < 2; ++i) assert(wait(&status) > 0 && status == 0);
  return 0;
}
