// expect: deadlock
// In C: a thread takes a pthread spin lock twice.
#define _GNU_SOURCE
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
  Add();
  pthread_spin_unlock(&spin);
  return unused;
}

int main(void) {
  pthread_spin_init(&spin, PTHREAD_PROCESS_PRIVATE);
  pthread_t a;
  pthread_create(&a, NULL, Work, NULL);
  pthread_join(a, NULL);
  return 0;
}
