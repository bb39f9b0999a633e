// expect: none
// In C: a condition variable may meet another mutex once nobody waits on it any more.
#include <pthread.h>
#include <stddef.h>

static pthread_mutex_t mutexes[2] = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER};
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int ready[2] = {0, 0};
static int round_number = 0;

static void* Wait(void* unused) {
  int me = round_number;
  pthread_mutex_lock(&mutexes[me]);
  while (!ready[me]) pthread_cond_wait(&changed, &mutexes[me]);
  pthread_mutex_unlock(&mutexes[me]);
  return unused;
}

int main(void) {
  for (int i = 0; i < 2; ++i) {
    round_number = i;
    pthread_t waiter;
    pthread_create(&waiter, NULL, Wait, NULL);
    pthread_mutex_lock(&mutexes[i]);
    ready[i] = 1;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&mutexes[i]);
    pthread_join(waiter, NULL);
  }
  pthread_cond_destroy(&changed);
  return 0;
}
