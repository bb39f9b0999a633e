// expect: starvation|livelock
// In C: two readers relieve each other under a lock that prefers readers; the writer never gets in.
#define _GNU_SOURCE
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stddef.h>

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;  // glibc: prefers readers
static sem_t turn[2];
static atomic_int stop;

static void Read(int me) {
  while (!stop) {
    pthread_rwlock_rdlock(&lock);
    sem_post(&turn[1 - me]);
    while (sem_wait(&turn[me]) != 0) continue;  // the other reads now, too
    pthread_rwlock_unlock(&lock);
  }
  sem_post(&turn[1 - me]);
}

static void* First(void* unused) {
  Read(0);
  return unused;
}

static void* Second(void* unused) {
  while (sem_wait(&turn[1]) != 0) continue;
  Read(1);
  return unused;
}

static void* Write(void* unused) {
  pthread_rwlock_wrlock(&lock);
  stop = 1;
  pthread_rwlock_unlock(&lock);
  return unused;
}

int main(void) {
  sem_init(&turn[0], 0, 0);
  sem_init(&turn[1], 0, 0);
  pthread_t a, b, c;
  pthread_create(&a, NULL, First, NULL);
  pthread_create(&b, NULL, Second, NULL);
  pthread_create(&c, NULL, Write, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  pthread_join(c, NULL);
  return 0;
}
