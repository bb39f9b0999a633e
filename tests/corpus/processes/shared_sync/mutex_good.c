// expect: none
// Two processes count under a process-shared mutex.
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct Shared {
  pthread_mutex_t mutex;
  int count;
};

static void Add(struct Shared* shared) {
  pthread_mutex_lock(&shared->mutex);
  shared->count++;
  pthread_mutex_unlock(&shared->mutex);
}

int main(void) {
  struct Shared* shared =
      mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
  pthread_mutex_init(&shared->mutex, &attributes);
  for (int i = 0; i < 2; ++i) {
    if (fork() == 0) {
      Add(shared);
      _exit(0);
    }
  }
  wait(NULL);
  wait(NULL);
  assert(shared->count == 2);
  return 0;
}
