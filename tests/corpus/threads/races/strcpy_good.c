// expect: none
// In C: strcpy and strlen run under one mutex, so the length belongs to one of the names.
#include <assert.h>
#include <pthread.h>
#include <stddef.h>
#include <string.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static char name[16] = "ann";
static size_t length;

static void* Rename(void* unused) {
  pthread_mutex_lock(&mutex);
  strcpy(name, "robert");
  pthread_mutex_unlock(&mutex);
  return unused;
}

static void* Measure(void* unused) {
  pthread_mutex_lock(&mutex);
  length = strlen(name);
  pthread_mutex_unlock(&mutex);
  return unused;
}

int main(void) {
  pthread_t a, b;
  pthread_create(&a, NULL, Rename, NULL);
  pthread_create(&b, NULL, Measure, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  assert(length == 3 || length == 6);
  return 0;
}
