// expect: deadlock|lock-misuse
// A child gives back a recursive lock that its parent held: it is the parent's, by thread number.
#define _GNU_SOURCE
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;

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
