// expect: lost-wakeup|deadlock
// A thread is cancelled in the work that it does for all; nobody tells the others.
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static bool begun, done;

static void work_once(void) {
  pthread_mutex_lock(&mutex);
  const bool mine = !begun;
  begun = true;
  while (!mine && !done) pthread_cond_wait(&changed, &mutex);
  pthread_mutex_unlock(&mutex);
  if (!mine) return;
  pthread_testcancel();
  pthread_mutex_lock(&mutex);
  done = true;
  pthread_cond_broadcast(&changed);
  pthread_mutex_unlock(&mutex);
}

static void *start(void *nothing) {
  work_once();
  return nothing;
}

int main(void) {
  pthread_t thread;
  pthread_create(&thread, NULL, start, NULL);
  pthread_cancel(thread);
  pthread_join(thread, NULL);
  work_once();
  return 0;
}
