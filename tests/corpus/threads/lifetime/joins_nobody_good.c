// expect: none
// Only those threads are joined that were started.
#include <pthread.h>
#include <stddef.h>

static void* work(void* nothing) { return nothing; }

int main(void) {
  pthread_t threads[2] = {0, 0};
  int count = 0;
  if (pthread_create(&threads[count], NULL, work, NULL) == 0) ++count;
  for (int i = 0; i < count; ++i) pthread_join(threads[i], NULL);
  return 0;
}
