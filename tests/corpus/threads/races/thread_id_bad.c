// expect: data-race
// Who wants to know a thread's id while it is created finds it there, or not.
#include <pthread.h>

static pthread_t first, second;

static void* Nothing(void* unused) { return unused; }

static void* Look(void* unused) { return pthread_equal(second, pthread_self()) ? &second : unused; }

int main(void) {
  pthread_create(&first, 0, Look, 0);
  pthread_create(&second, 0, Nothing, 0);
  pthread_join(first, 0);
  pthread_join(second, 0);
  return 0;
}
