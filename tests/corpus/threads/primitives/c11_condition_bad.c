// expect: lost-wakeup
// threads.h: waits without looking, so a signal that came before is lost.
#include <stddef.h>
#include <threads.h>

static mtx_t mutex;
static cnd_t ready;
static int value = 0;

static int Producer(void* unused) {
  mtx_lock(&mutex);
  value = 42;
  cnd_signal(&ready);
  mtx_unlock(&mutex);
  return unused != NULL;
}

int main(void) {
  thrd_t producer;
  mtx_init(&mutex, mtx_plain);
  cnd_init(&ready);
  thrd_create(&producer, Producer, NULL);
  mtx_lock(&mutex);
  cnd_wait(&ready, &mutex);
  const int seen = value;
  mtx_unlock(&mutex);
  thrd_join(producer, NULL);
  return seen != 42 && seen != 0;
}
