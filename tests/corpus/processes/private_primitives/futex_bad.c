// expect: lock-misuse
// A process wakes with a private futex, which another process waits for.
#define _GNU_SOURCE
#include <assert.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

struct shared {
  _Atomic unsigned ready;
};

static struct shared* all;

static void use(int child) {
  if (child) {
    atomic_store(&all->ready, 1);
    syscall(SYS_futex, &all->ready, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
  }
  while (atomic_load(&all->ready) == 0) {
    syscall(SYS_futex, &all->ready, FUTEX_WAIT, 0, NULL, NULL, 0);
  }
}

int main(void) {
  all = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  pid_t child = fork();
  use(child == 0);
  if (child == 0) _exit(0);
  waitpid(child, NULL, 0);
  return 0;
}
