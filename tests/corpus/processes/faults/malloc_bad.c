// expect: crash (faults)
// Grows a list between processes' answers, and never asks whether it could.
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int* answers = malloc(sizeof *answers);
  answers[0] = 0;
  for (int i = 0; i < 2; ++i) {
    pid_t child = fork();
    if (child == 0) _exit(i);
    int status = 0;
    while (child > 0 && waitpid(child, &status, 0) < 0) {
    }
    answers = realloc(answers, (i + 2) * sizeof *answers);
    answers[i + 1] = status;
  }
  free(answers);
  return 0;
}
