// expect: none
// In C: free() and the reset of the pointer happen under one lock.
#include <assert.h>
#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static char* buffer;

static void* Close(void* unused) {
  pthread_mutex_lock(&mutex);
  free(buffer);
  buffer = NULL;
  pthread_mutex_unlock(&mutex);
  return unused;
}

int main(void) {
  buffer = malloc(16);
  pthread_t a, b;
  pthread_create(&a, NULL, Close, NULL);
  pthread_create(&b, NULL, Close, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  assert(buffer == NULL);
  return 0;
}
