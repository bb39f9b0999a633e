// expect: none
// The check and the step are one. Blocks of every size are used up to their last byte.
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
long* items;
int top = 1;

void* Pop(void* unused) {
  pthread_mutex_lock(&m);
  if (top > 0) items[--top] = 0;
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
  for (size_t size = 1; size < 70; ++size) {
    char* block = malloc(size);
    memset(block, 1, size);
    free(block);
  }
  return 0;
}
