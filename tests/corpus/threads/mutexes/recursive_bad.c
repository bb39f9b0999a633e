// expect: deadlock
// In C: a function that holds a normal mutex calls another one that locks it again.
#include <pthread.h>
#include <stddef.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int value = 0;

static void Add(void) {
  pthread_mutex_lock(&mutex);
  value++;
  pthread_mutex_unlock(&mutex);
}

static void* AddIfEven(void* unused) {
  pthread_mutex_lock(&mutex);
  if (value % 2 == 0) Add();
  pthread_mutex_unlock(&mutex);
  return unused;
}

int main(void) {
  pthread_t a;
  pthread_create(&a, NULL, AddIfEven, NULL);
  pthread_join(a, NULL);
  return 0;
}
