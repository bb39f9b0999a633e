// expect: none
// In C: atomic_store with release publishes plain data to an acquire load.
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

static int data = 0;
static atomic_int ready;

static void* Write(void* unused) {
  data = 1;
  atomic_store_explicit(&ready, 1, memory_order_release);
  return unused;
}

static void* Read(void* unused) {
  if (atomic_load_explicit(&ready, memory_order_acquire)) assert(data == 1);
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
