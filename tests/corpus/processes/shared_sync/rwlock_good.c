// expect: none
// Two processes count while they hold a rwlock for writing.
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct Shared {
  pthread_rwlock_t lock;
  int count;
};

static void Add(struct Shared* shared) {
  pthread_rwlock_wrlock(&shared->lock);
  shared->count++;
  pthread_rwlock_unlock(&shared->lock);
}

int main(void) {
  struct Shared* shared =
      mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  pthread_rwlockattr_t attributes;
  pthread_rwlockattr_init(&attributes);
  pthread_rwlockattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
  pthread_rwlock_init(&shared->lock, &attributes);
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
