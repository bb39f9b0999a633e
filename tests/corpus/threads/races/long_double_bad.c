// expect: data-race
// A sum that is no size a machine word has.
#include <pthread.h>

static long double sum;

static void* Add(void* unused) {
  sum += 1;
  return unused;
}

int main(void) {
  pthread_t thread;
  pthread_create(&thread, 0, Add, 0);
  sum += 1;
  pthread_join(thread, 0);
  return 0;
}
