// expect: none
// In C: the result lives on the heap; pthread_exit and join hand it over.
#include <assert.h>
#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>

static void* Work(void* argument) {
  int* result = malloc(sizeof *result);
  if (result == NULL) abort();
  *result = *(int*)argument + 1;
  pthread_exit(result);
}

int main(void) {
  int arguments[2] = {1, 2};
  pthread_t workers[2];
  for (int i = 0; i < 2; ++i) pthread_create(&workers[i], NULL, Work, &arguments[i]);
  for (int i = 0; i < 2; ++i) {
    void* result = NULL;
    pthread_join(workers[i], &result);
    assert(*(int*)result == i + 2);
    free(result);
  }
  return 0;
}
