// expect: data-race
// In C: both threads store the same buffer under their key, so it is not private at all.
#include <pthread.h>
#include <stddef.h>

static pthread_key_t key;
static int buffer = 0;

static void* Work(void* unused) {
  pthread_setspecific(key, &buffer);
  int* mine = pthread_getspecific(key);
  (*mine)++;
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
