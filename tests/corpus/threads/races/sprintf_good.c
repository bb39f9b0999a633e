// expect: none
// In C: each thread prints into a buffer of its own.
#include <pthread.h>
#include <stddef.h>
#include <stdio.h>

static void* Run(void* number) {
  char line[32];
  snprintf(line, sizeof line, "thread %d", *(int*)number);
  return NULL;
}

static int one = 1, two = 2;

int main(void) {
  pthread_t a, b;
  pthread_create(&a, NULL, Run, &one);
  pthread_create(&b, NULL, Run, &two);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  return 0;
}
