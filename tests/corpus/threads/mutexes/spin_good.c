// expect: none
// In C: two threads lock a pthread spin lock, a third tries it.
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <stddef.h>

static pthread_spinlock_t spin;
static int counter = 0;

static void* Add(void* unused) {
  pthread_spin_lock(&spin);
  counter++;
  pthread_spin_unlock(&spin);
  return unused;
}

static void* TryAdd(void* unused) {
  if (pthread_spin_trylock(&spin) == 0) {
    counter++;
    pthread_spin_unlock(&spin);
  }
  return unused;
}

int main(void) {
  pthread_spin_init(&spin, PTHREAD_PROCESS_PRIVATE);
  pthread_t a, b, c;
  pthread_create(&a, NULL, Add, NULL);
  pthread_create(&b, NULL, Add, NULL);
  pthread_create(&c, NULL, TryAdd, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  pthread_join(c, NULL);
  assert(counter == 2 || counter == 3);
  pthread_spin_destroy(&spin);
  return 0;
}
