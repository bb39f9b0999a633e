// expect: lock-misuse|crash
// Closes a named semaphore while a thread may still be about to take what was posted: its memory is
// gone then.
#define _POSIX_C_SOURCE 200809L
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <unistd.h>

static sem_t* semaphore;

static void* waits(void* argument) {
  sem_wait(semaphore);
  return argument;
}

int main(void) {
  semaphore = sem_open("/racelab-closed-semaphore-bad", O_CREAT, 0600, 0);
  sem_unlink("/racelab-closed-semaphore-bad");
  pthread_t thread;
  pthread_create(&thread, NULL, waits, NULL);
  sem_post(semaphore);
  sem_close(semaphore);
  pthread_join(thread, NULL);
  return 0;
}
