// expect: none
// Two processes make a folder, and it is right when it is there already.
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[] = "/tmp/cacheXXXXXX";
static char path[64];

static void prepare(void) {
  struct stat facts;
  if (stat(path, &facts) == 0) return;
  int result = mkdir(path, 0700);
  assert(result == 0 || errno == EEXIST);
}

int main(void) {
  mkdtemp(folder);
  snprintf(path, sizeof path, "%s/objects", folder);
  pid_t child = fork();
  prepare();
  if (child == 0) _exit(0);
  int status = 0;
  waitpid(child, &status, 0);
  rmdir(path);
  rmdir(folder);
  assert(status == 0);
  return 0;
}
