// expect: none
// A thread is cancelled in what pthread_once() calls; the next call does the work.
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <semaphore.h>
#include <stddef.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;
static sem_t never;
static int made;

static void wait_for_ever(void) {
  while (sem_wait(&never) != 0) continue;
}

static void make(void) { made = 1; }

static void ignore(void *nothing) { (void)nothing; }

static void *start(void *nothing) {
  pthread_cleanup_push(ignore, NULL);
  pthread_once(&once, wait_for_ever);
  pthread_cleanup_pop(0);
  return nothing;
}

int main(void) {
  sem_init(&never, 0, 0);
  pthread_t thread;
  pthread_create(&thread, NULL, start, NULL);
  pthread_cancel(thread);
  pthread_join(thread, NULL);
  pthread_once(&once, make);
  sem_destroy(&never);
  return made ? 0 : 1;
}
