// expect: none
// A thread counts in one member of a structure on the stack of main, which uses the other one.
#include <assert.h>
#include <pthread.h>

struct Job {
  int id, count;
};

static void* Work(void* argument) {
  ++((struct Job*)argument)->count;
  return NULL;
}

int main(void) {
  struct Job job = {1, 0};
  pthread_t worker;
  pthread_create(&worker, NULL, Work, &job);
  job.id = 2;
  pthread_join(worker, NULL);
  assert(job.count == 1 && job.id == 2);
  return 0;
}
