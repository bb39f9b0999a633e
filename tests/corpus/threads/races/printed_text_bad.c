// expect: data-race
// printf() and its relatives read the texts that they print.
#include <pthread.h>
#include <stdio.h>

static char name[16] = "nobody";

static void* Rename(void* unused) {
  name[0] = 'N';
  return unused;
}

int main(void) {
  char line[40];
  pthread_t thread;
  pthread_create(&thread, 0, Rename, 0);
  snprintf(line, sizeof line, "%5d %-10s %.1f", 1, name, 1.5);
  pthread_join(thread, 0);
  return 0;
}
