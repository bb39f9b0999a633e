// expect: leak
// A parent that has two children waits for one of them only.
#define _POSIX_C_SOURCE 200809L
#include <assert.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  for (int i = 0; i < 2; ++i) {
    if (fork() == 0) _exit(0);
  }
  for (int i = 0; i < 1; ++i) assert(wait(NULL) > 0);
  return 0;
}
