// expect: none
// Two threads drop an item each. What the last realloc() returns, null or a small block, is the list.
#include <pthread.h>
#include <stdlib.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int* items;
static size_t count = 2;

static void* Drop(void* unused) {
  pthread_mutex_lock(&mutex);
  --count;
  int* fewer = realloc(items, count * sizeof(int));
  if (fewer != NULL || count == 0) items = fewer;
  pthread_mutex_unlock(&mutex);
  return unused;
}

int main(void) {
  items = malloc(count * sizeof(int));
  pthread_t threads[2];
  for (int i = 0; i < 2; ++i) pthread_create(&threads[i], NULL, Drop, NULL);
  for (int i = 0; i < 2; ++i) pthread_join(threads[i], NULL);
  free(items);
}
