// expect: crash (faults)
// Nobody asks whether there was memory.
#define _GNU_SOURCE
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int* number = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  *number = 1;
  pid_t child = fork();
  if (child == 0) _exit(*number == 1 ? 0 : 1);
  while (child > 0 && waitpid(child, NULL, 0) < 0) {
  }
  return 0;
}
