// expect: livelock
// In C: in lockstep, each takes its own lock, fails to get the other's, steps back and tries again.
#define _GNU_SOURCE
#include <pthread.h>
#include <stddef.h>

static pthread_mutex_t mutexes[2] = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER};
static pthread_barrier_t tick;

static void Work(int me) {
  int done = 0;
  while (!done) {
    pthread_mutex_lock(&mutexes[me]);
    pthread_barrier_wait(&tick);
    done = pthread_mutex_trylock(&mutexes[1 - me]) == 0;
    if (done) pthread_mutex_unlock(&mutexes[1 - me]);
    pthread_barrier_wait(&tick);
    pthread_mutex_unlock(&mutexes[me]);
  }
}

static void* First(void* unused) {
  Work(0);
  return unused;
}

static void* Second(void* unused) {
  Work(1);
  return unused;
}

int main(void) {
  pthread_barrier_init(&tick, NULL, 2);
  pthread_t a, b;
  pthread_create(&a, NULL, First, NULL);
  pthread_create(&b, NULL, Second, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  return 0;
}
