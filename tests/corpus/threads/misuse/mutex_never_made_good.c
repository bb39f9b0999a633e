// expect: none
// A mutex in memory that held something else is initialised first.
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct account {
  pthread_mutex_t mutex;
  int balance;
};

static void* deposit(void* argument) {
  struct account* account = argument;
  pthread_mutex_lock(&account->mutex);
  ++account->balance;
  pthread_mutex_unlock(&account->mutex);
  return NULL;
}

int main(void) {
  struct account* account = malloc(sizeof *account);
  if (account == NULL) return 1;
  memset(account, '?', sizeof *account);
  pthread_mutex_init(&account->mutex, NULL);
  account->balance = 0;
  pthread_t thread;
  pthread_create(&thread, NULL, deposit, account);
  deposit(account);
  pthread_join(thread, NULL);
  free(account);
  return 0;
}
