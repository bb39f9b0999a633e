// expect: none
// In C: a thread that nobody joins is detached, and main leaves with pthread_exit.
#include <assert.h>
#include <pthread.h>
#include <semaphore.h>
#include <stddef.h>

static sem_t done;
static int result = 0;

static void* Work(void* unused) {
  result = 1;
  sem_post(&done);
  return unused;
}

int main(void) {
  sem_init(&done, 0, 0);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_t worker;
  pthread_create(&worker, &attributes, Work, NULL);
  pthread_attr_destroy(&attributes);
  while (sem_wait(&done) != 0) continue;
  assert(result == 1);
  pthread_exit(NULL);
}
