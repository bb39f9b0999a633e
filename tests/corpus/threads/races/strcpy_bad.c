// expect: data-race
// In C: one thread copies a string with strcpy while another measures it with strlen.
#include <pthread.h>
#include <stddef.h>
#include <string.h>

static char name[16] = "ann";
static size_t length;

static void* Rename(void* unused) {
  strcpy(name, "robert");
  return unused;
}

static void* Measure(void* unused) {
  length = strlen(name);
  return unused;
}

int main(void) {
  pthread_t a, b;
  pthread_create(&a, NULL, Rename, NULL);
  pthread_create(&b, NULL, Measure, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  return 0;
}
