// expect: none
// A bit-field of no width ends the memory location; the member behind the bit-fields has its own.
#include <pthread.h>

static struct {
  unsigned id : 17;
  unsigned : 0;
  unsigned state : 17;
  char other;
} job;

static void* SetState(void* unused) {
  job.state = 1;
  return unused;
}

static void* SetOther(void* unused) {
  job.other = 1;
  return unused;
}

int main(void) {
  pthread_t threads[2];
  pthread_create(&threads[0], 0, SetState, 0);
  pthread_create(&threads[1], 0, SetOther, 0);
  job.id = 1;
  pthread_join(threads[0], 0);
  pthread_join(threads[1], 0);
  return 0;
}
