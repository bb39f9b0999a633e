// expect: data-race
// Two bit-fields side by side are one memory location, here of three bytes.
#include <pthread.h>

static struct {
  unsigned id : 17, state : 7;
  char other;
} job;

static void* SetState(void* unused) {
  job.state = 1;
  return unused;
}

int main(void) {
  pthread_t thread;
  pthread_create(&thread, 0, SetState, 0);
  job.id = 1;
  pthread_join(thread, 0);
  return 0;
}
