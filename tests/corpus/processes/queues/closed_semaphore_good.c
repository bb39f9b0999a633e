// expect: none
// Closes a named semaphore when the thread that waits for it has come back.
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
  semaphore = sem_open("/racelab-closed-semaphore", O_CREAT, 0600, 0);
  sem_unlink("/racelab-closed-semaphore");
  pthread_t thread;
  pthread_create(&thread, NULL, waits, NULL);
  sem_post(semaphore);
  pthread_join(thread, NULL);
  return sem_close(semaphore);
}
