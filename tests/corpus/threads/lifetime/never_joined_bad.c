// expect: leak
// In C: main waits for the work but never joins the thread.
#include <pthread.h>
#include <semaphore.h>
#include <stddef.h>

static sem_t done;

static void* Work(void* unused) {
  sem_post(&done);
  return unused;
}

int main(void) {
  sem_init(&done, 0, 0);
  pthread_t worker;
  pthread_create(&worker, NULL, Work, NULL);
  while (sem_wait(&done) != 0) continue;
  return 0;
}
