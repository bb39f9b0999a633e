// expect: none
// In C: the caller gives the spin lock back before it calls a function that takes it.
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <stddef.h>

static pthread_spinlock_t spin;
static int value = 0;

static void Add(void) {
  pthread_spin_lock(&spin);
  value++;
  pthread_spin_unlock(&spin);
}

static void* Work(void* unused) {
  pthread_spin_lock(&spin);
  value++;
  pthread_spin_unlock(&spin);
  Add();
  return unused;
}

int main(void) {
  pthread_spin_init(&spin, PTHREAD_PROCESS_PRIVATE);
  pthread_t a, b;
  pthread_create(&a, NULL, Work, NULL);
  pthread_create(&b, NULL, Work, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  assert(value == 4);
  pthread_spin_destroy(&spin);
  return 0;
}
