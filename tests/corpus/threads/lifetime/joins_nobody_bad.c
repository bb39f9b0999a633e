// expect: lock-misuse
// Two threads are joined, but only one was started.
#include <pthread.h>
#include <stddef.h>

static void* work(void* nothing) { return nothing; }

int main(void) {
  pthread_t threads[2] = {0, 0};
  pthread_create(&threads[0], NULL, work, NULL);
  for (int i = 0; i < 2; ++i) pthread_join(threads[i], NULL);
  return 0;
}
