// expect: none
// printf() reads a text only as far as it prints it, and the other arguments by value.
#include <pthread.h>
#include <stdio.h>

static char name[16] = "nobody";

static void* Rename(void* unused) {
  name[3] = 'O';
  return unused;
}

int main(void) {
  char line[80];
  pthread_t thread;
  pthread_create(&thread, 0, Rename, 0);
  snprintf(line, sizeof line, "%*d %.3s %.*s %p %Lf %c %d", 4, 1, name, 2, name, (void*)name,
           2.0L, 'a', 3);
  fprintf(stdout, "%ld %.0s%%\n", 5L, name);
  pthread_join(thread, 0);
  puts(name);
  return 0;
}
