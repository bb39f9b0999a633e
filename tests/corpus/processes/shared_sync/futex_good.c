// expect: none
// A process sets the number, then wakes the other.
#define _GNU_SOURCE
#include <assert.h>
#include <linux/futex.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  atomic_int* ready =
      mmap(NULL, sizeof *ready, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (fork() == 0) {
    atomic_store(ready, 1);
    syscall(SYS_futex, ready, FUTEX_WAKE, 1, NULL, NULL, 0);
    _exit(0);
  }
  while (atomic_load(ready) == 0) syscall(SYS_futex, ready, FUTEX_WAIT, 0, NULL, NULL, 0);
  wait(NULL);
  return 0;
}
