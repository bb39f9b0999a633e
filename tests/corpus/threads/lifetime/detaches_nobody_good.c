// expect: none
// A thread detaches itself, and main waits until it has done its work.
#include <pthread.h>
#include <semaphore.h>
#include <stddef.h>

static sem_t done;

static void* work(void* nothing) {
  pthread_detach(pthread_self());
  sem_post(&done);
  return nothing;
}

int main(void) {
  pthread_t thread;
  sem_init(&done, 0, 0);
  pthread_create(&thread, NULL, work, NULL);
  sem_wait(&done);
  return 0;
}
