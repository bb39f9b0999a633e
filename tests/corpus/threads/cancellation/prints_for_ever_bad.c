// expect: deadlock
// A thread that only prints is cancelled in between; it may hold a lock there.
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void *print(void *out) {
  for (;;) {
    pthread_mutex_lock(&mutex);
    fputs("working\n", out);
    pthread_mutex_unlock(&mutex);
  }
  return out;
}

int main(void) {
  FILE *out = fopen("/dev/null", "w");
  pthread_t thread;
  pthread_create(&thread, NULL, print, out);
  pthread_cancel(thread);
  pthread_mutex_lock(&mutex);
  pthread_mutex_unlock(&mutex);
  pthread_join(thread, NULL);
  fclose(out);
  return 0;
}
