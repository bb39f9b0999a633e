// expect: none
// Each worker is this program again, and counts atomically.
#define _POSIX_C_SOURCE 200809L
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static int* open_counter(void) {
  int file = shm_open("/exec_self_good", O_RDWR | O_CREAT, 0600);
  if (ftruncate(file, 4096) != 0) abort();
  int* counter = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  close(file);
  return counter;
}

int main(int count, char** arguments) {
  int* counter = open_counter();
  if (count > 1) {
    __atomic_fetch_add(counter, 1, __ATOMIC_RELAXED);
    return 0;
  }
  for (int i = 0; i < 2; ++i) {
    if (fork() != 0) continue;
    execl("/proc/self/exe", arguments[0], "worker", NULL);
    _exit(127);
  }
  int status, failed = 0;
  while (wait(&status) > 0) failed |= status;
  shm_unlink("/exec_self_good");
  return failed != 0 || *counter != 2;
}
