// Makes an object of every kind that has a name, uses them with a child, and takes none away.
#define _GNU_SOURCE
#include <fcntl.h>
#include <mqueue.h>
#include <semaphore.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  const int memory = shm_open("/racelab-leaves", O_RDWR | O_CREAT, 0600);
  const int file = open("/tmp/racelab-leaves", O_RDWR | O_CREAT, 0600);
  mkfifo("/tmp/racelab-leaves-fifo", 0600);
  mkdir("/tmp/racelab-leaves-folder", 0700);
  sem_t* semaphore = sem_open("/racelab-leaves", O_CREAT, 0600, 0);
  struct mq_attr attributes = {.mq_maxmsg = 1, .mq_msgsize = 1};
  const mqd_t queue = mq_open("/racelab-leaves", O_RDWR | O_CREAT | O_NONBLOCK, 0600, &attributes);
  msgget(IPC_PRIVATE, IPC_CREAT | 0600);
  semget(IPC_PRIVATE, 1, IPC_CREAT | 0600);
  shmget(IPC_PRIVATE, 4096, IPC_CREAT | 0600);
  if (ftruncate(memory, 4096) != 0) return 1;
  int* number = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, memory, 0);
  if (fork() == 0) {
    *number = 1;
    sem_post(semaphore);
    mq_send(queue, "x", 1, 0);
    if (write(file, "x", 1) != 1) _exit(1);
    _exit(0);
  }
  if (fork() == 0) {
    open("/tmp/racelab-leaves-second", O_RDWR | O_CREAT, 0600);
    _exit(0);
  }
  sem_trywait(semaphore);
  while (wait(NULL) > 0) {
  }
  return 0;
}
