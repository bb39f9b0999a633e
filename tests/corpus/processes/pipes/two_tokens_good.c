// expect: none
// A pipe with one token in it is a lock.
#define _GNU_SOURCE
#include <assert.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int token[2], status;
  int* count = mmap(NULL, sizeof *count, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  assert(count != MAP_FAILED && pipe(token) == 0);
  assert(write(token[1], "t", 1) == 1);
  for (int i = 0; i < 2; ++i) {
    if (fork() == 0) {
      char byte;
      assert(read(token[0], &byte, 1) == 1);
      ++*count;
      assert(write(token[1], &byte, 1) == 1);
      _exit(0);
    }
  }
  for (int i = 0; i < 2; ++i) assert(wait(&status) > 0 && status == 0);
  assert(*count == 2);
  return 0;
}
