// expect: none
// flockfile() locks a stream as a mutex does: both threads take the stream first.
#define _GNU_SOURCE
#include <pthread.h>
#include <stddef.h>
#include <stdio.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static FILE* stream;
static int count;

static void* StreamFirst(void* unused) {
  flockfile(stream);
  pthread_mutex_lock(&mutex);
  fprintf(stream, "%d\n", ++count);
  pthread_mutex_unlock(&mutex);
  funlockfile(stream);
  return unused;
}

int main(void) {
  pthread_t one, other;
  stream = fopen("/dev/null", "w");
  pthread_create(&one, NULL, StreamFirst, NULL);
  pthread_create(&other, NULL, StreamFirst, NULL);
  pthread_join(one, NULL);
  pthread_join(other, NULL);
  fclose(stream);
  return 0;
}
