// expect: none
// Two processes add to an atomic number.
#define _GNU_SOURCE
#include <assert.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  atomic_int* count =
      mmap(NULL, sizeof *count, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (fork() == 0) {
    atomic_fetch_add(count, 1);
    _exit(0);
  }
  atomic_fetch_add(count, 1);
  wait(NULL);
  assert(*count == 2);
  return 0;
}
