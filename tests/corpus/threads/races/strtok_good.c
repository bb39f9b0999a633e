// expect: none
// In C: two threads cut texts of their own with strtok_r(), which keeps its state where they say.
#define _DEFAULT_SOURCE
#include <pthread.h>
#include <stddef.h>
#include <string.h>

static void* Run(void* text) {
  char* rest = NULL;
  for (char* part = strtok_r(text, " ", &rest); part != NULL; part = strtok_r(NULL, " ", &rest)) {
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
