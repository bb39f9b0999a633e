// expect: none
// Two threads hand the turn to each other many times; only their local variables count the rounds.
#include <pthread.h>
#include <semaphore.h>
#include <stddef.h>

enum { kRounds = 160000 };
static sem_t mine, yours;

static void* answer(void* nothing) {
  for (int i = 0; i < kRounds; ++i) {
    sem_wait(&yours);
    sem_post(&mine);
  }
  return nothing;
}

int main(void) {
  pthread_t thread;
  sem_init(&mine, 0, 0);
  sem_init(&yours, 0, 0);
  pthread_create(&thread, NULL, answer, NULL);
  for (int i = 0; i < kRounds; ++i) {
    sem_post(&yours);
    sem_wait(&mine);
  }
  pthread_join(thread, NULL);
  sem_destroy(&mine);
  sem_destroy(&yours);
  return 0;
}
