// expect: none
// sscanf() writes only what it finds, and not what it is told to skip.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

static int number = 5;

static void* Scan(void* unused) {
  char word[8];
  long other = 0;
  sscanf("five six", "%7s %d", word, &number);
  sscanf("7 8", "%*d %ld", &other);
  return unused;
}

int main(void) {
  pthread_t thread;
  pthread_create(&thread, 0, Scan, 0);
  const int seen = number;
  pthread_join(thread, 0);
  char* end = 0;
  return seen == 5 && strtol("12 a", &end, 10) == 12 && *end == ' ' && atoi("3") == 3 ? 0 : 1;
}
