// expect: none
// threads.h: both threads lock the mutex of the counter, and return what they have seen.
#include <stddef.h>
#include <threads.h>

static mtx_t mutex;
static int counter = 0;

static int Locked(void* unused) {
  mtx_lock(&mutex);
  counter++;
  mtx_unlock(&mutex);
  return unused != NULL;
}

static int LockedToo(void* unused) {
  while (mtx_trylock(&mutex) != thrd_success) thrd_yield();
  counter++;
  mtx_unlock(&mutex);
  return unused != NULL;
}

int main(void) {
  thrd_t a, b;
  mtx_init(&mutex, mtx_plain);
  thrd_create(&a, Locked, NULL);
  thrd_create(&b, LockedToo, NULL);
  int results[2] = {1, 1};
  thrd_join(a, &results[0]);
  thrd_join(b, &results[1]);
  mtx_destroy(&mutex);
  return counter == 2 ? results[0] + results[1] : 1;
}
