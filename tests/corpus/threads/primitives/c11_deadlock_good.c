// expect: none
// threads.h: two threads take two mutexes in the same order; one of them is detached.
#include <stddef.h>
#include <threads.h>

static mtx_t first, second, ended;
static cnd_t end;
static int done = 0;

static int Other(void* unused) {
  mtx_lock(&first);
  mtx_lock(&second);
  mtx_unlock(&second);
  mtx_unlock(&first);
  mtx_lock(&ended);
  done = 1;
  cnd_broadcast(&end);
  mtx_unlock(&ended);
  return unused != NULL;
}

int main(void) {
  thrd_t other;
  mtx_init(&first, mtx_plain);
  mtx_init(&second, mtx_plain | mtx_recursive);
  mtx_init(&ended, mtx_plain);
  cnd_init(&end);
  thrd_create(&other, Other, NULL);
  thrd_detach(other);
  mtx_lock(&first);
  mtx_lock(&second);
  mtx_lock(&second);
  mtx_unlock(&second);
  mtx_unlock(&second);
  mtx_unlock(&first);
  mtx_lock(&ended);
  while (!done) cnd_wait(&end, &ended);
  mtx_unlock(&ended);
  return 0;
}
