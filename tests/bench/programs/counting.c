// Programs of the literature on dynamic partial order reduction, each with a number of threads or
// rounds: what counts is how many of their schedules differ.
//
// last_zero, indexer, file_system: Flanagan, Godefroid: "Dynamic Partial-Order Reduction for Model
// Checking Software", 2005, and Abdulla, Aronis, Jonsson, Sagonas: "Optimal Dynamic Partial Order
// Reduction", 2014.
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

static atomic_int x;
static atomic_int cells[128];
static pthread_mutex_t locks[64];
static pthread_mutex_t blocks[64];
static int inode[64], busy[64];
static int n;

static void* write_x(void* arg) {
  atomic_store(&x, (int)(long)arg);
  return NULL;
}

static void* read_x(void* arg) {
  if (arg == NULL) atomic_store(&x, 1);
  else atomic_load(&x);
  return NULL;
}

static void* last_zero(void* arg) {
  const long i = (long)arg;
  if (i > 0) {
    atomic_store(&cells[i], atomic_load(&cells[i - 1]) + 1);
  } else {
    for (int at = n - 1; atomic_load(&cells[at]) != 0;) --at;
  }
  return NULL;
}

// Each writes four messages into a table of 128; from 12 threads on some hit the same cell.
static void* indexer(void* arg) {
  for (int m = 1; m <= 4; ++m) {
    const int message = m * 11 + (int)(long)arg;
    for (int at = message * 7 % 128;; at = (at + 1) % 128) {
      int empty = 0;
      if (atomic_compare_exchange_strong(&cells[at], &empty, message)) break;
    }
  }
  return NULL;
}

// 32 inodes, 26 blocks: from 14 threads on some want the same one.
static void* file_system(void* arg) {
  const int i = (int)((long)arg % 32);
  pthread_mutex_lock(&locks[i]);
  if (inode[i] == 0) {
    for (int b = i * 2 % 26;; b = (b + 1) % 26) {
      pthread_mutex_lock(&blocks[b]);
      const int found = !busy[b];
      if (found) busy[b] = 1, inode[i] = b + 1;
      pthread_mutex_unlock(&blocks[b]);
      if (found) break;
    }
  }
  pthread_mutex_unlock(&locks[i]);
  return NULL;
}

// The lower fork first. All share fork 0.
static void* philosopher(void* arg) {
  const long own = 1 + (long)arg;
  pthread_mutex_lock(&locks[0]);
  pthread_mutex_lock(&locks[own]);
  pthread_mutex_unlock(&locks[own]);
  pthread_mutex_unlock(&locks[0]);
  return NULL;
}

static void* lock_n_times(void* arg) {
  (void)arg;
  for (int i = 0; i < n; ++i) {
    pthread_mutex_lock(&locks[0]);
    pthread_mutex_unlock(&locks[0]);
  }
  return NULL;
}

static void* pairs(void* arg) {
  (void)arg;
  for (int i = 0; i < n; ++i) atomic_store(&x, atomic_load(&x) + 1);
  return NULL;
}

// counting WHAT THREADS [ROUNDS]
int main(int argc, char** argv) {
  const char* names[] = {"writers", "readers", "last_zero", "indexer", "file_system",
                         "philosophers", "mutex", "pairs"};
  void* (*const bodies[])(void*) = {write_x, read_x, last_zero, indexer, file_system,
                                    philosopher, lock_n_times, pairs};
  const int threads = argc > 2 ? atoi(argv[2]) : 0;
  n = argc > 3 ? atoi(argv[3]) : threads;
  pthread_t thread[32];
  for (int what = 0; what < 8; ++what) {
    if (argc < 3 || strcmp(argv[1], names[what]) != 0) continue;
    for (long i = 0; i < threads; ++i) pthread_create(&thread[i], NULL, bodies[what], (void*)i);
    for (int i = 0; i < threads; ++i) pthread_join(thread[i], NULL);
  }
  return 0;
}
