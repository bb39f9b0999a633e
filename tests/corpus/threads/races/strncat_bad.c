// expect: data-race
// In C: two threads append to one text.
#include <pthread.h>
#include <stddef.h>
#include <string.h>

static char text[16] = "";

static void* Run(void* word) {
  strncat(text, word, 3);
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
