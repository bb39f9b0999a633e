// expect: data-race
// A process dies with a lock of fcntl, but writes before it has it.
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static void Set(int file, short type) {
  struct flock lock = {.l_type = type, .l_whence = SEEK_SET};
  while (fcntl(file, F_SETLKW, &lock) != 0) {
  }
}

int main(void) {
  int file = memfd_create("lock", 0);
  long* value = mmap(NULL, 8, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  pid_t first = fork();
  if (first == 0) {
    *value = 1;
    Set(file, F_WRLCK);
    kill(getpid(), SIGKILL);
  }
  pid_t second = fork();
  if (second == 0) {
    Set(file, F_WRLCK);
    *value = 2;
    Set(file, F_UNLCK);
    _exit(0);
  }
  int status;
  waitpid(first, &status, 0);
  waitpid(second, &status, 0);
  return 0;
}
