// expect: none
// A detached thread waits for a line that never comes; the end of the program does not wait for it.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static int ends[2];
static FILE* input;

static void* listen(void* nothing) {
  char* line = NULL;
  size_t size = 0;
  while (getline(&line, &size, input) >= 0) continue;
  free(line);
  return nothing;
}

int main(void) {
  if (pipe(ends) != 0 || (input = fdopen(ends[0], "r")) == NULL) return 1;
  pthread_t thread;
  pthread_create(&thread, NULL, listen, NULL);
  pthread_detach(thread);
  return 0;
}
