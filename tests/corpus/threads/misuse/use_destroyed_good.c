// expect: none
// In C: a destroyed mutex may be used again after it is initialised again.
#include <assert.h>
#include <pthread.h>
#include <stddef.h>

static pthread_mutex_t mutex;
static int counter = 0;

static void* Work(void* unused) {
  pthread_mutex_lock(&mutex);
  counter++;
  pthread_mutex_unlock(&mutex);
  return unused;
}

int main(void) {
  for (int round = 0; round < 2; ++round) {
    pthread_mutex_init(&mutex, NULL);
    pthread_t a, b;
    pthread_create(&a, NULL, Work, NULL);
    pthread_create(&b, NULL, Work, NULL);
    pthread_join(a, NULL);
    pthread_join(b, NULL);
    pthread_mutex_destroy(&mutex);
  }
  assert(counter == 4);
  return 0;
}
