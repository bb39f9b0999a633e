// expect: data-race
// A spinlock is tried, and the answer is not looked at.
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct Shared {
  pthread_spinlock_t lock;
  int count;
};

static void Add(struct Shared* shared) {
  const int busy = pthread_spin_trylock(&shared->lock);
  shared->count++;
  if (!busy) pthread_spin_unlock(&shared->lock);
}

int main(void) {
  struct Shared* shared =
      mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  pthread_spin_init(&shared->lock, PTHREAD_PROCESS_SHARED);
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
