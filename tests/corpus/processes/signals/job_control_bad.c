// expect: assertion
// A small shell that takes any news of a job for its end: waitpid() tells that it was stopped.
#define _GNU_SOURCE
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  const pid_t child = fork();
  if (child == 0) {
    for (;;) pause();
  }
  kill(child, SIGSTOP);
  int status;
  if (waitpid(child, &status, WUNTRACED) != child) return 1;
  const int ended = !WIFSTOPPED(status);
  kill(child, SIGKILL);
  waitpid(child, &status, 0);
  return !ended;
}
