// expect: data-race
// Main and a thread use one element of an array whose length is known only when it runs.
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
  values[1] = 3;
  pthread_join(worker, NULL);
  return 0;
}
