// expect: use-after-free
// The job is freed by who waited for it; its condition may be signalled after that.
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct job {
  pthread_mutex_t mutex;
  pthread_cond_t changed;
  bool done;
};

static void *work(void *argument) {
  struct job *job = argument;
  pthread_mutex_lock(&job->mutex);
  job->done = true;
  pthread_mutex_unlock(&job->mutex);
  pthread_cond_signal(&job->changed);
  return NULL;
}

int main(void) {
  struct job *job = malloc(sizeof *job);
  pthread_mutex_init(&job->mutex, NULL);
  pthread_cond_init(&job->changed, NULL);
  job->done = false;
  pthread_t thread;
  pthread_create(&thread, NULL, work, job);
  pthread_mutex_lock(&job->mutex);
  while (!job->done) pthread_cond_wait(&job->changed, &job->mutex);
  pthread_mutex_unlock(&job->mutex);
  free(job);
  pthread_join(thread, NULL);
  return 0;
}
