// expect: data-race
// setenv() changes the environment while another thread reads it: it has no lock.
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
  const char* colour = getenv("COLOUR");
  pthread_join(thread, NULL);
  (void)colour;
  return 0;
}
