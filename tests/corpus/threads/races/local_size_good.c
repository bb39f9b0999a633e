// expect: none
// Main and a thread use two elements of an array whose length is known only when it runs.
#include <assert.h>
#include <pthread.h>

static void* Work(void* argument) {
  ((int*)argument)[1] = 7;
  return NULL;
}

int main(int argc, char** argv) {
  (void)argv;
  int values[argc + 1];
  values[0] = values[1] = 0;
  pthread_t worker;
  pthread_create(&worker, NULL, Work, values);
  values[0] = 3;
  pthread_join(worker, NULL);
  assert(values[0] == 3 && values[1] == 7);
  return 0;
}
