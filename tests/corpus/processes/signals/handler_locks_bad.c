// expect: deadlock|lock-misuse
// A handler locks the mutex that the code which it interrupts may hold.
#define _POSIX_C_SOURCE 200809L
#include <assert.h>
#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int count;

static void on_signal(int signal) {
  (void)signal;
  pthread_mutex_lock(&mutex);
  ++count;
  pthread_mutex_unlock(&mutex);
}

int main(void) {
  struct sigaction action = {0};
  action.sa_handler = on_signal;
  sigaction(SIGUSR1, &action, NULL);
  pid_t parent = getpid();
  pid_t child = fork();
  if (child == 0) _exit(kill(parent, SIGUSR1) == 0 ? 0 : 1);
  pthread_mutex_lock(&mutex);
  ++count;
  pthread_mutex_unlock(&mutex);
  int status = 1;
  while (waitpid(child, &status, 0) < 0) continue;
  assert(status == 0);
  return 0;
}
