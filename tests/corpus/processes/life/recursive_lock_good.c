// expect: none
// A child gives back a plain lock that its parent held: it is in the copy of its memory.
#define _GNU_SOURCE
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

int main(void) {
  pthread_mutex_lock(&lock);
  pid_t child = fork();
  pthread_mutex_unlock(&lock);
  if (child == 0) {
    pthread_mutex_lock(&lock);
    _exit(0);
  }
  waitpid(child, NULL, 0);
  return 0;
}
