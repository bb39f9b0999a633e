// expect: use-after-free|data-race
// In C: main frees the argument of a thread that may not have read it yet.
#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>

static int seen = 0;

static void* Work(void* argument) {
  seen = *(int*)argument;
  return NULL;
}

int main(void) {
  int* argument = malloc(sizeof *argument);
  if (argument == NULL) abort();
  *argument = 7;
  pthread_t worker;
  pthread_create(&worker, NULL, Work, argument);
  free(argument);
  pthread_join(worker, NULL);
  return 0;
}
