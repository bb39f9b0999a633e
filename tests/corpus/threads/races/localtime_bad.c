// expect: data-race
// In C: localtime() answers in one struct for all threads.
#include <pthread.h>
#include <stddef.h>
#include <time.h>

static const time_t times[2] = {0, 86400};

static void* Run(void* time) {
  const struct tm* now = localtime(time);
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
