// expect: data-race
// threads.h: one of two threads forgets to lock the mutex of the counter.
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

static int Unlocked(void* unused) {
  counter++;
  return unused != NULL;
}

int main(void) {
  thrd_t a, b;
  mtx_init(&mutex, mtx_plain);
  thrd_create(&a, Locked, NULL);
  thrd_create(&b, Unlocked, NULL);
  thrd_join(a, NULL);
  thrd_join(b, NULL);
  mtx_destroy(&mutex);
  return 0;
}
