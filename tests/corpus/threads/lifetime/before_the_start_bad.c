// expect: crash
// Who finds the stack empty takes from it all the same: the check and the step are two.
#include <pthread.h>
#include <stdlib.h>

pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
long* items;
int top = 1;

int Empty(void) {
  pthread_mutex_lock(&m);
  int empty = top == 0;
  pthread_mutex_unlock(&m);
  return empty;
}

void* Pop(void* unused) {
  if (Empty()) return unused;
  pthread_mutex_lock(&m);
  items[--top] = 0;
  pthread_mutex_unlock(&m);
  return unused;
}

int main() {
  pthread_t first, second;
  items = calloc(2, sizeof *items);
  pthread_create(&first, NULL, Pop, NULL);
  pthread_create(&second, NULL, Pop, NULL);
  pthread_join(first, NULL);
  pthread_join(second, NULL);
  free(items);
  return 0;
}
