// expect: assertion
// Two processes write their new version under one temporary name before they rename it.
#define _GNU_SOURCE
#include <assert.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static char path[] = "/tmp/versionXXXXXX";

static void replace(const char* text, int own) {
  char fresh[64];
  snprintf(fresh, sizeof fresh, "%s.%d", path, own * 0);
  int file = open(fresh, O_CREAT | O_TRUNC | O_WRONLY, 0600);
  assert(write(file, text, 4) == 4);
  close(file);
  assert(rename(fresh, path) == 0);
}

int main(void) {
  close(mkstemp(path));
  pid_t child = fork();
  if (child == 0) {
    replace("one\n", 1);
    _exit(0);
  }
  replace("two\n", 2);
  int status = 0;
  waitpid(child, &status, 0);
  unlink(path);
  assert(status == 0);
  return 0;
}
