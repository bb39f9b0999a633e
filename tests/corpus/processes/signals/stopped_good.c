// expect: none
// The child stops itself when its part is done; the parent waits for that, uses what the child has
// written, answers, and lets it go on.
#define _GNU_SOURCE
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int* shared = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  const pid_t child = fork();
  if (child == 0) {
    shared[0] = 7;
    raise(SIGSTOP);
    _exit(shared[1] == 8 ? 3 : 4);
  }
  int status;
  if (waitpid(child, &status, WUNTRACED) != child) return 1;
  if (!WIFSTOPPED(status) || WSTOPSIG(status) != SIGSTOP || shared[0] != 7) return 2;
  shared[1] = 8;
  if (kill(child, SIGCONT) != 0 || waitpid(child, &status, 0) != child) return 3;
  return !WIFEXITED(status) || WEXITSTATUS(status) != 3;
}
