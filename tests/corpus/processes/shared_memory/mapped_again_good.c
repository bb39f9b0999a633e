// expect: none
// A child maps the object for itself, and the parent reads after the wait.
#define _GNU_SOURCE
#include <assert.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  const int file = memfd_create("shared", 0);
  assert(ftruncate(file, 8192) == 0);
  if (fork() == 0) {
    char* all = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    all[4096] = 1;
    munmap(all, 8192);
    _exit(0);
  }
  char* second = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 4096);
  wait(NULL);
  assert(*second <= 1);
  munmap(second, 4096);
  return 0;
}
