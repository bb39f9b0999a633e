// expect: none
// In C: both threads take the pthread mutexes in one order.
#include <assert.h>
#include <pthread.h>
#include <stddef.h>

static pthread_mutex_t left = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t right = PTHREAD_MUTEX_INITIALIZER;
static int shared = 0;

static void* Work(void* unused) {
  pthread_mutex_lock(&left);
  pthread_mutex_lock(&right);
  shared++;
  pthread_mutex_unlock(&right);
  pthread_mutex_unlock(&left);
  return unused;
}

int main(void) {
  pthread_t a, b;
  pthread_create(&a, NULL, Work, NULL);
  pthread_create(&b, NULL, Work, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  assert(shared == 2);
  return 0;
}
