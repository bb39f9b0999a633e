// expect: none (faults)
// Asks each time, and keeps the old list when there is no longer one.
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int* answers = malloc(sizeof *answers);
  if (answers == NULL) return 0;  // without memory there is nothing to do
  answers[0] = 0;
  for (int i = 0; i < 2; ++i) {
    pid_t child = fork();
    if (child == 0) _exit(i);
    int status = 0;
    while (child > 0 && waitpid(child, &status, 0) < 0) {
    }
    int* longer = realloc(answers, (i + 2) * sizeof *answers);
    if (longer == NULL) break;
    answers = longer;
    answers[i + 1] = status;
  }
  free(answers);
  return 0;
}
