// expect: use-after-free
// In C: a thread returns the address of its local variable, and main reads it after the join.
#include <pthread.h>
#include <stddef.h>

static void Fill(int* cell, void** result) {
  *cell = 1;
  *result = cell;
}

static void* Work(void* unused) {
  int local;
  void* result = unused;
  Fill(&local, &result);
  pthread_exit(result);
}

int main(void) {
  pthread_t worker;
  void* result = NULL;
  pthread_create(&worker, NULL, Work, NULL);
  pthread_join(worker, &result);
  return *(volatile int*)result == -1;
}
