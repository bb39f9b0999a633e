// expect: assertion|crash (faults)
// Who waits for a lock may be interrupted.
#define _GNU_SOURCE
#include <assert.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/sem.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int file = memfd_create("file", 0);
  if (file < 0) return 0;
  pid_t child = fork();
  if (child < 0) return 0;
  if (child == 0) {
    assert(flock(file, LOCK_EX) == 0);
    assert(flock(file, LOCK_UN) == 0);
    struct flock unlock = {.l_type = F_UNLCK, .l_whence = SEEK_SET};
    assert(fcntl(file, F_SETLKW, &unlock) == 0);
    int set = semget(IPC_PRIVATE, 1, 0600);
    struct sembuf add = {0, 1, 0};
    assert(set >= 0 && semop(set, &add, 1) == 0);
    semctl(set, 0, IPC_RMID);
    _exit(0);
  }
  int status;
  while (waitpid(child, &status, 0) < 0) {
  }
  assert(status == 0);
  return 0;
}
