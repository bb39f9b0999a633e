// expect: none
// A thread's id is there before it begins; its result after the join.
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <time.h>

static pthread_t threads[2];
static time_t begun;
static int done;

static void* Look(void* number) {
  return pthread_equal(threads[*(int*)number], pthread_self()) ? &done : 0;
}

int main(void) {
  int numbers[2] = {0, 1};
  time(&begun);
  for (int i = 0; i < 2; ++i) pthread_create(&threads[i], 0, Look, &numbers[i]);
  for (int i = 0; i < 2; ++i) {
    void* result = 0;
    pthread_join(threads[i], &result);
    assert(result == &done);
  }
  struct tm parts;
  return localtime_r(&begun, &parts) == &parts ? 0 : 1;
}
