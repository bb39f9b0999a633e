// expect: lock-misuse
// A thread is detached that was never started.
#include <pthread.h>
#include <stddef.h>

int main(void) {
  pthread_t thread = 0;
  pthread_detach(thread);
  return 0;
}
