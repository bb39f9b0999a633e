// expect: none
// In C: two threads append to one text, one at a time.
#include <pthread.h>
#include <stddef.h>
#include <string.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static char text[16] = "";

static void* Run(void* word) {
  pthread_mutex_lock(&mutex);
  strncat(text, word, 3);
  pthread_mutex_unlock(&mutex);
  return NULL;
}

static char one[] = "one", two[] = "two";

int main(void) {
  pthread_t a, b;
  pthread_create(&a, NULL, Run, one);
  pthread_create(&b, NULL, Run, two);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  return 0;
}
