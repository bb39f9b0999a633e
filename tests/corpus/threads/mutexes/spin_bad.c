// expect: data-race
// In C: the reader does not take the pthread spin lock.
#define _GNU_SOURCE
#include <pthread.h>
#include <stddef.h>

static pthread_spinlock_t spin;
static int counter = 0;
static int seen = 0;

static void* Add(void* unused) {
  pthread_spin_lock(&spin);
  counter++;
  pthread_spin_unlock(&spin);
  return unused;
}

static void* Read(void* unused) {
  seen = counter;
  return unused;
}

int main(void) {
  pthread_spin_init(&spin, PTHREAD_PROCESS_PRIVATE);
  pthread_t a, b;
  pthread_create(&a, NULL, Add, NULL);
  pthread_create(&b, NULL, Read, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  pthread_spin_destroy(&spin);
  return 0;
}
