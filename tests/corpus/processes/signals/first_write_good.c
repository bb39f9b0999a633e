// expect: none
// A handler that interrupts a lock makes the first write of the program, which handlers may.
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int ends[2];

static void on_signal(int signal) {
  (void)signal;
  if (write(ends[1], "x", 1) != 1) _exit(1);
}

static void *lock(void *nothing) {
  pthread_mutex_lock(&mutex);
  pthread_mutex_unlock(&mutex);
  return nothing;
}

int main(void) {
  struct sigaction action = {0};
  action.sa_handler = on_signal;
  sigaction(SIGUSR1, &action, NULL);
  if (pipe(ends) != 0) return 1;
  pthread_t thread;
  pthread_create(&thread, NULL, lock, NULL);
  pthread_kill(thread, SIGUSR1);
  pthread_join(thread, NULL);
  close(ends[0]);
  close(ends[1]);
  return 0;
}
