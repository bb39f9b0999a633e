// expect: none
// The environment is read when the thread that changes it has ended.
#define _GNU_SOURCE
#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>

static void* Set(void* unused) {
  setenv("COLOUR", "red", 1);
  return unused;
}

int main(void) {
  pthread_t thread;
  pthread_create(&thread, NULL, Set, NULL);
  pthread_join(thread, NULL);
  const char* colour = getenv("COLOUR");
  return colour == NULL;
}
