// expect: none
// Everybody who takes the token puts it back.
#define _GNU_SOURCE
#include <assert.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static int token[2];
static int* done;

static void Work(void) {
  char byte;
  assert(read(token[0], &byte, 1) == 1);
  if (*done < 2) {
    ++*done;
  }
  assert(write(token[1], &byte, 1) == 1);
}

int main(void) {
  int status;
  done = mmap(NULL, sizeof *done, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  assert(done != MAP_FAILED && pipe(token) == 0);
  assert(write(token[1], "t", 1) == 1);
  for (int i = 0; i < 2; ++i) {
    if (fork() == 0) {
      Work();
      Work();
      _exit(0);
    }
  }
  for (int i = 0; i < 2; ++i) assert(wait(&status) > 0 && status == 0);
  assert(*done == 2);
  return 0;
}
