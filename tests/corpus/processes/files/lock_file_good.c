// expect: none
// Two processes create a lock file with O_EXCL: only one of them can.
#define _GNU_SOURCE
#include <assert.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[] = "/tmp/lockXXXXXX";
static char path[64];
static atomic_int* owners;

static void work(void) {
  int file = open(path, O_CREAT | O_EXCL | O_WRONLY, 0600);
  if (file < 0) return;
  close(file);
  atomic_fetch_add(owners, 1);
}

int main(void) {
  mkdtemp(folder);
  snprintf(path, sizeof path, "%s/lock", folder);
  owners = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  pid_t child = fork();
  work();
  if (child == 0) _exit(0);
  waitpid(child, NULL, 0);
  unlink(path);
  rmdir(folder);
  assert(atomic_load(owners) == 1);
  return 0;
}
