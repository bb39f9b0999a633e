// expect: data-race
// In C: two threads cut texts of their own, but strtok() has one state for all.
#include <pthread.h>
#include <stddef.h>
#include <string.h>

static void* Run(void* text) {
  for (char* part = strtok(text, " "); part != NULL; part = strtok(NULL, " ")) {
    if (strlen(part) == 0) return NULL;
  }
  return NULL;
}

static char one[] = "a b c", two[] = "d e";

int main(void) {
  pthread_t a, b;
  pthread_create(&a, NULL, Run, one);
  pthread_create(&b, NULL, Run, two);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  return 0;
}
