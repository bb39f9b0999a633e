// expect: none
// A big block is freed, and the next one of its size may lie in the same place.
#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static char* block;
static int seen;

static void* Look(void* unused) {
  pthread_mutex_lock(&mutex);
  seen = block[50000];
  pthread_mutex_unlock(&mutex);
  return unused;
}

int main(void) {
  block = calloc(100000, 1);
  pthread_mutex_lock(&mutex);
  pthread_t thread;
  pthread_create(&thread, NULL, Look, NULL);
  free(block);
  block = calloc(100000, 1);
  pthread_mutex_unlock(&mutex);
  pthread_join(thread, NULL);
  free(block);
  assert(seen == 0);
}
