// expect: none
// The question is flushed before its writer waits for the answer.
#define _GNU_SOURCE
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int there[2], back[2], status, answer;
  char line[20];
  assert(pipe(there) == 0 && pipe(back) == 0);
  if (fork() == 0) {
    FILE* in = fdopen(there[0], "r");
    FILE* out = fdopen(back[1], "w");
    assert(fgets(line, sizeof line, in) != NULL);
    fprintf(out, "%d\n", 2 * atoi(line));
    fclose(out);
    fclose(in);
    _exit(0);
  }
  FILE* out = fdopen(there[1], "w");
  FILE* in = fdopen(back[0], "r");
  fprintf(out, "%d\n", 21);
  fflush(out);
  assert(fscanf(in, "%d", &answer) == 1 && answer == 42);
  fclose(out);
  fclose(in);
  assert(wait(&status) > 0 && status == 0);
  return 0;
}
