// expect: none
// In C: the thread owns its argument and frees it.
#include <assert.h>
#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>

static int seen = 0;

static void* Work(void* argument) {
  seen = *(int*)argument;
  free(argument);
  return NULL;
}

int main(void) {
  int* argument = malloc(sizeof *argument);
  if (argument == NULL) abort();
  *argument = 7;
  pthread_t worker;
  pthread_create(&worker, NULL, Work, argument);
  pthread_join(worker, NULL);
  assert(seen == 7);
  return 0;
}
