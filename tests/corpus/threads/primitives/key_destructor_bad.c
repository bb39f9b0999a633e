// expect: double-free
// In C: a thread frees the value of its key, and the destructor of the key frees it again.
#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>

static pthread_key_t key;

static void* Work(void* unused) {
  char* buffer = malloc(16);
  pthread_setspecific(key, buffer);
  buffer[0] = 1;
  free(buffer);
  return unused;
}

int main(void) {
  pthread_key_create(&key, free);
  pthread_t a, b;
  pthread_create(&a, NULL, Work, NULL);
  pthread_create(&b, NULL, Work, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  pthread_key_delete(key);
  return 0;
}
