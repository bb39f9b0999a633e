// expect: none
// One object, mapped twice, is written at one address, and read at the other afterwards.
#define _GNU_SOURCE
#include <assert.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  const int file = memfd_create("shared", 0);
  assert(ftruncate(file, 4096) == 0);
  int* one = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  int* other = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (fork() == 0) {
    *one = 1;
    _exit(0);
  }
  wait(NULL);
  assert(*other <= 1);
  return 0;
}
