// expect: none
// Two threads make and destroy mutexes many times; only their local variables count the rounds.
#include <pthread.h>
#include <stddef.h>

enum { kRounds = 350000 };

static void* rounds(void* nothing) {
  for (int i = 0; i < kRounds; ++i) {
    pthread_mutex_t own;
    pthread_mutex_init(&own, NULL);
    pthread_mutex_destroy(&own);
  }
  return nothing;
}

int main(void) {
  pthread_t thread;
  pthread_create(&thread, NULL, rounds, NULL);
  rounds(NULL);
  pthread_join(thread, NULL);
}
