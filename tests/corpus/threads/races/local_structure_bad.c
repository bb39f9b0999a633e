// expect: data-race
// Two threads count in one member of a structure on the stack of main.
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
  job.count += job.id;
  pthread_join(worker, NULL);
  return 0;
}
