// expect: data-race
// A process closes another descriptor of the file that it has locked: the lock is gone.
#define _GNU_SOURCE
#include <assert.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static char path[] = "/tmp/lockXXXXXX";
static int* counter;

static void note(void) {
  int log = open(path, O_WRONLY | O_APPEND);
  assert(write(log, "+", 1) == 1);
  close(log);
}

static void add(void) {
  int file = open(path, O_RDWR);
  struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
  assert(fcntl(file, F_SETLKW, &lock) == 0);
  note();
  ++*counter;
  close(file);
}

int main(void) {
  counter = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  close(mkstemp(path));
  pid_t child = fork();
  add();
  if (child == 0) _exit(0);
  waitpid(child, NULL, 0);
  unlink(path);
  assert(*counter == 2);
  return 0;
}
