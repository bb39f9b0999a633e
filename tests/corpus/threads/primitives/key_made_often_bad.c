// expect: assertion
// Keys are made and never deleted, until there are no more.
#define _POSIX_C_SOURCE 200809L
#include <assert.h>
#include <pthread.h>
#include <stddef.h>

int main(void) {
  for (int i = 0; i < 3000; ++i) {
    pthread_key_t key;
    assert(pthread_key_create(&key, NULL) == 0);
    assert(pthread_setspecific(key, &key) == 0);
  }
  return 0;
}
