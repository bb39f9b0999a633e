// expect: data-race
// A mailbox with a wait, a send and a read of its own, of which send forgets the lock.
#include <pthread.h>
#include <stddef.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t filled = PTHREAD_COND_INITIALIZER;
static int letters, select;

void send(int count);
int wait(void);
int read(void);

void send(int count) {
  letters += count;
  pthread_mutex_lock(&mutex);
  pthread_cond_signal(&filled);
  pthread_mutex_unlock(&mutex);
}

int wait(void) {
  while (letters == 0) pthread_cond_wait(&filled, &mutex);
  return letters;
}

int read(void) {
  pthread_mutex_lock(&mutex);
  const int found = wait();
  letters = 0;
  pthread_mutex_unlock(&mutex);
  return found;
}

static void* write_letters(void* nothing) {
  send(2);
  return nothing;
}

int main(void) {
  pthread_t thread;
  pthread_create(&thread, NULL, write_letters, NULL);
  select = read();
  pthread_join(thread, NULL);
  return select == 2 ? 0 : 1;
}
