// expect: deadlock
// Two processes take two semaphores in different orders.
#define _GNU_SOURCE
#include <assert.h>
#include <semaphore.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct Shared {
  sem_t a, b;
};

int main(void) {
  struct Shared* shared =
      mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  sem_init(&shared->a, 1, 1);
  sem_init(&shared->b, 1, 1);
  if (fork() == 0) {
    sem_wait(&shared->b);
    sem_wait(&shared->a);
    sem_post(&shared->b);
    sem_post(&shared->a);
    _exit(0);
  }
  sem_wait(&shared->a);
  sem_wait(&shared->b);
  sem_post(&shared->b);
  sem_post(&shared->a);
  wait(NULL);
  return 0;
}
