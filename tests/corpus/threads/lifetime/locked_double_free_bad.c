// expect: double-free
// In C: free() under the lock, but the pointer stays and invites the next thread.
#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static char* buffer;

static void* Close(void* unused) {
  pthread_mutex_lock(&mutex);
  if (buffer != NULL) free(buffer);
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
  return 0;
}
