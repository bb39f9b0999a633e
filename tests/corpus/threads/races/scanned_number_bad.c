// expect: data-race
// sscanf() writes what it finds.
#include <pthread.h>
#include <stdio.h>

static int number;

static void* Scan(void* unused) {
  char word[8];
  sscanf("five 5", "%7s %d", word, &number);
  return unused;
}

int main(void) {
  pthread_t thread;
  pthread_create(&thread, 0, Scan, 0);
  const int seen = number;
  pthread_join(thread, 0);
  return seen == 5 ? 0 : number - 5;
}
