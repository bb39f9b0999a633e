// expect: none
// In C: both sides wait for their semaphore first and lock the mutex then.
#include <assert.h>
#include <pthread.h>
#include <semaphore.h>
#include <stddef.h>

static sem_t room, items;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int count = 0;

static void Move(sem_t* from, sem_t* to, int step) {
  while (sem_wait(from) != 0) continue;
  pthread_mutex_lock(&mutex);
  count += step;
  assert(count == 0 || count == 1);
  pthread_mutex_unlock(&mutex);
  sem_post(to);
}

static void* Produce(void* unused) {
  for (int i = 0; i < 2; ++i) Move(&room, &items, 1);
  return unused;
}

static void* Consume(void* unused) {
  for (int i = 0; i < 2; ++i) Move(&items, &room, -1);
  return unused;
}

int main(void) {
  sem_init(&room, 0, 1);
  sem_init(&items, 0, 0);
  pthread_t a, b;
  pthread_create(&a, NULL, Produce, NULL);
  pthread_create(&b, NULL, Consume, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  sem_destroy(&room);
  sem_destroy(&items);
  return 0;
}
