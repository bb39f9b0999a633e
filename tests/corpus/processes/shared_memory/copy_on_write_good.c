// expect: none
// A shared mapping of a file: what the child writes is seen after the wait.
#define _GNU_SOURCE
#include <assert.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  const int file = memfd_create("shared", 0);
  assert(ftruncate(file, 4096) == 0);
  int* number = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (fork() == 0) {
    *number = 5;
    _exit(0);
  }
  wait(NULL);
  assert(*number == 5);
  return 0;
}
