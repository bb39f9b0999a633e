// expect: data-race
// The message that says that shared memory is ready goes before the last write to it.
#define _GNU_SOURCE
#include <assert.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int ends[2], status;
  int* value = mmap(NULL, sizeof *value, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  assert(value != MAP_FAILED && pipe(ends) == 0);
  if (fork() == 0) {
    assert(write(ends[1], "r", 1) == 1);
    *value = 42;
    _exit(0);
  }
  char byte;
  assert(read(ends[0], &byte, 1) == 1);
  const int seen = *value;
  assert(wait(&status) > 0 && status == 0);
  return seen == 42 ? 0 : 1;
}
