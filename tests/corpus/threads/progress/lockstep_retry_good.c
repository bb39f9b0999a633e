// expect: none
// In C: the second thread waits for the other's lock first, so one of the two always gets both.
#include <assert.h>
#include <pthread.h>
#include <sched.h>
#include <stddef.h>

static pthread_mutex_t mutexes[2] = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER};
static int counter = 0;

static void* Patient(void* unused) {
  pthread_mutex_lock(&mutexes[0]);
  pthread_mutex_lock(&mutexes[1]);
  counter++;
  pthread_mutex_unlock(&mutexes[1]);
  pthread_mutex_unlock(&mutexes[0]);
  return unused;
}

static void* Retrying(void* unused) {
  pthread_mutex_lock(&mutexes[1]);
  while (pthread_mutex_trylock(&mutexes[0]) != 0) {
    pthread_mutex_unlock(&mutexes[1]);
    sched_yield();
    pthread_mutex_lock(&mutexes[1]);
  }
  counter++;
  pthread_mutex_unlock(&mutexes[0]);
  pthread_mutex_unlock(&mutexes[1]);
  return unused;
}

int main(void) {
  pthread_t a, b;
  pthread_create(&a, NULL, Patient, NULL);
  pthread_create(&b, NULL, Retrying, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  assert(counter == 2);
  return 0;
}
