// expect: none
// Two threads ask for a block with an alignment that there is.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

static _Atomic(int*) slots;

static void* Fill(void* unused) {
  void* block = NULL;
  if (posix_memalign(&block, 32, 48) != 0) return unused;
  int* mine = block;
  mine[0] = 1;
  int* nobody = NULL;
  if (!atomic_compare_exchange_strong(&slots, &nobody, mine)) free(mine);
  return unused;
}

int main(void) {
  pthread_t threads[2];
  for (int i = 0; i < 2; ++i) pthread_create(&threads[i], NULL, Fill, NULL);
  for (int i = 0; i < 2; ++i) pthread_join(threads[i], NULL);
  free(slots);
}
