// expect: none
// In C: localtime_r() answers in a struct of the caller.
#define _DEFAULT_SOURCE
#include <pthread.h>
#include <stddef.h>
#include <time.h>

static const time_t times[2] = {0, 86400};

static void* Run(void* time) {
  struct tm own;
  const struct tm* now = localtime_r(time, &own);
  return now->tm_year == 70 ? NULL : time;
}

int main(void) {
  pthread_t a, b;
  pthread_create(&a, NULL, Run, (void*)&times[0]);
  pthread_create(&b, NULL, Run, (void*)&times[1]);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  return 0;
}
