// expect: none
// The parent of a vfork goes on as soon as the child runs a program, which may need it.
#define _DEFAULT_SOURCE
#include <assert.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int count, char** arguments) {
  char letter = 'x';
  if (count > 1) return read(0, &letter, 1) == 1 && letter == 'y' ? 0 : 1;
  int ends[2];
  if (pipe(ends) != 0) return 1;
  pid_t child = vfork();
  if (child == 0) {
    dup2(ends[0], 0);
    execl("/proc/self/exe", arguments[0], "reader", (char*)NULL);
    _exit(127);
  }
  letter = 'y';
  assert(write(ends[1], &letter, 1) == 1);
  int status;
  assert(waitpid(child, &status, 0) == child);
  return status;
}
