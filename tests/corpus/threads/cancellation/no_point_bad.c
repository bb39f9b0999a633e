// expect: deadlock
// A thread that is cancelled reads its file, which is a cancellation point, and keeps the lock.
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

static int file;

static void *rewind_it(void *nothing) {
  pthread_mutex_t *mutex = nothing;
  for (;;) {
    pthread_mutex_lock(mutex);
    char byte;
    if (read(file, &byte, 1) < 0) abort();
    pthread_mutex_unlock(mutex);
    pthread_testcancel();
  }
  return nothing;
}

int main(void) {
  char name[] = "/tmp/no_point.XXXXXX";
  file = mkstemp(name);
  unlink(name);
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  pthread_t thread;
  pthread_create(&thread, NULL, rewind_it, &mutex);
  pthread_cancel(thread);
  pthread_mutex_lock(&mutex);
  pthread_mutex_unlock(&mutex);
  pthread_join(thread, NULL);
  close(file);
  return 0;
}
