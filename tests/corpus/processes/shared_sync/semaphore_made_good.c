// expect: none
// A semaphore is initialised before a sign that is set with release and read with acquire.
#define _GNU_SOURCE
#include <sched.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct Shared {
  atomic_bool ready;
  sem_t item;
};

int main(void) {
  struct Shared* shared =
      mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (fork() == 0) {
    while (!atomic_load_explicit(&shared->ready, memory_order_acquire)) sched_yield();
    sem_wait(&shared->item);
    _exit(0);
  }
  sem_init(&shared->item, 1, 1);
  atomic_store_explicit(&shared->ready, 1, memory_order_release);
  wait(NULL);
  return 0;
}
