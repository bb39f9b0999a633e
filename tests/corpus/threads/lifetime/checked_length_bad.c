// expect: crash
// The length is checked, and then asked for again: it may have grown, and the copy leaves its
// block.
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
  if (Length() > 20) return unused;
  char* block = malloc(20);
  memcpy(block, message, Length());
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
