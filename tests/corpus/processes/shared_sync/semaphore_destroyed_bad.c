// expect: lock-misuse
// Each process destroys the semaphore that they share when it is done with it.
#define _GNU_SOURCE
#include <semaphore.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  sem_t* lock = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  sem_init(lock, 1, 1);
  pid_t child = fork();
  sem_wait(lock);
  sem_post(lock);
  sem_destroy(lock);
  if (child == 0) _exit(0);
  waitpid(child, NULL, 0);
  return 0;
}
