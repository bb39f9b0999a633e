// expect: none
// The last one destroys the semaphore, and it is made anew in the same place.
#define _GNU_SOURCE
#include <semaphore.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  sem_t* lock = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  for (int i = 0; i < 2; ++i) {
    sem_init(lock, 1, 1);
    pid_t child = fork();
    sem_wait(lock);
    sem_post(lock);
    if (child == 0) _exit(0);
    waitpid(child, NULL, 0);
    sem_destroy(lock);
  }
  return 0;
}
