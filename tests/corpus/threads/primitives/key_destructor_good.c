// expect: none
// In C: every thread has a value of its own, and the destructor of the key frees each.
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>

static pthread_key_t key;
static atomic_int freed;

static void Free(void* value) {
  free(value);
  freed++;
}

static void* Work(void* unused) {
  assert(pthread_getspecific(key) == NULL);
  char* buffer = malloc(16);
  if (buffer == NULL) abort();
  buffer[0] = 1;
  pthread_setspecific(key, buffer);
  return unused;
}

int main(void) {
  pthread_key_create(&key, Free);
  pthread_t a, b;
  pthread_create(&a, NULL, Work, NULL);
  pthread_create(&b, NULL, Work, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  assert(freed == 2);
  pthread_key_delete(key);
  return 0;
}
