// expect: none
// pthread_atfork takes the mutex for the fork, so the child can give it back.
#define _POSIX_C_SOURCE 200809L
#include <assert.h>
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int count;

static void add(void) {
  pthread_mutex_lock(&mutex);
  ++count;
  pthread_mutex_unlock(&mutex);
}

static void* work(void* unused) {
  add();
  return unused;
}

static void take(void) { pthread_mutex_lock(&mutex); }
static void give(void) { pthread_mutex_unlock(&mutex); }

int main(void) {
  pthread_atfork(take, give, give);
  pthread_t thread;
  pthread_create(&thread, NULL, work, NULL);
  pid_t child = fork();
  if (child == 0) {
    add();
    _exit(0);
  }
  int status = 1;
  waitpid(child, &status, 0);
  pthread_join(thread, NULL);
  assert(status == 0);
  return 0;
}
