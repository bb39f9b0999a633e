// expect: crash
// A process opens shared memory by its name and uses it before the other has given it a size.
#define _GNU_SOURCE
#include <assert.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char name[32];

static void make(void) {
  int file = shm_open(name, O_CREAT | O_EXCL | O_RDWR, 0600);
  assert(ftruncate(file, 4096) == 0);
  atomic_int* ready = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  atomic_store(ready, 1);
}

static void use(void) {
  int file;
  while ((file = shm_open(name, O_RDWR, 0)) < 0) usleep(1000);
  atomic_int* ready = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  while (atomic_load(ready) == 0) usleep(1000);
}

int main(void) {
  snprintf(name, sizeof name, "/memory.%d", (int)getpid());
  pid_t child = fork();
  if (child == 0) {
    make();
    _exit(0);
  }
  use();
  waitpid(child, NULL, 0);
  shm_unlink(name);
  return 0;
}
