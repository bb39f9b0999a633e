// expect: none
// The length is asked for once. Every byte of the block is used, the last one, too.
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
size_t length = 20;
const char message[64];

size_t Length(void) {
  pthread_mutex_lock(&m);
  size_t now = length;
  pthread_mutex_unlock(&m);
  return now;
}

void* Copy(void* unused) {
  const size_t now = Length();
  if (now > 20) return unused;
  char* block = malloc(20);
  memcpy(block, message, now);
  free(block);
  return unused;
}

void* Grow(void* unused) {
  pthread_mutex_lock(&m);
  length = 40;
  pthread_mutex_unlock(&m);
  return unused;
}

int main() {
  pthread_t copier, grower;
  pthread_create(&copier, NULL, Copy, NULL);
  pthread_create(&grower, NULL, Grow, NULL);
  pthread_join(copier, NULL);
  pthread_join(grower, NULL);
  return 0;
}
