// expect: none
// In C: each thread stores a buffer on its own stack under its key.
#include <assert.h>
#include <pthread.h>
#include <stddef.h>

static pthread_key_t key;

static void Add(void) {
  int* mine = pthread_getspecific(key);
  (*mine)++;
}

static void* Work(void* unused) {
  int count = 0;
  pthread_setspecific(key, &count);
  Add();
  Add();
  assert(count == 2);
  return unused;
}

int main(void) {
  pthread_key_create(&key, NULL);
  pthread_t a, b;
  pthread_create(&a, NULL, Work, NULL);
  pthread_create(&b, NULL, Work, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  pthread_key_delete(key);
  return 0;
}
