// expect: data-race
// In C: a relaxed atomic_store publishes plain data.
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

static int data = 0;
static int seen = 0;
static atomic_int ready;

static void* Write(void* unused) {
  data = 1;
  atomic_store_explicit(&ready, 1, memory_order_relaxed);
  return unused;
}

static void* Read(void* unused) {
  if (atomic_load_explicit(&ready, memory_order_acquire)) seen = data;
  return unused;
}

int main(void) {
  pthread_t a, b;
  pthread_create(&a, NULL, Write, NULL);
  pthread_create(&b, NULL, Read, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  return 0;
}
