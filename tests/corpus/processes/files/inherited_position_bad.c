// expect: assertion
// Two processes have one position in a file that was opened before the fork.
#define _GNU_SOURCE
#include <assert.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void look(int file, int place) {
  char letter = 0;
  lseek(file, place, SEEK_SET);
  assert(read(file, &letter, 1) == 1);
  assert(letter == 'a' + place);
}

int main(void) {
  char path[] = "/tmp/lettersXXXXXX";
  int file = mkstemp(path);
  unlink(path);
  assert(write(file, "ab", 2) == 2);
  pid_t child = fork();
  look(file, child == 0 ? 0 : 1);
  if (child == 0) _exit(0);
  int status = 0;
  waitpid(child, &status, 0);
  assert(status == 0);
  return 0;
}
