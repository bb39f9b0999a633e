// expect: none
// The kernel writes its answers into memory that nobody has written to before.
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

enum { kPage = 4096, kBytes = 10 * kPage };
static struct {
  char before[kPage];
  struct utsname name;
  char random[2][kBytes];
  char folder[kBytes];
  struct stat status;
  struct timespec time;
  struct rlimit limit;
  cpu_set_t processors;
} answers;

static void* GetRandom(void* number) {
  char* to = answers.random[number != NULL];
  assert(getrandom(to, kBytes, 0) == kBytes);
  int different = 0;  // one in 10 ^ 39 has none
  for (int i = 1; i <= 16; ++i) different += to[kBytes - i] != 0;
  assert(different > 0);
  return NULL;
}

int main(void) {
  pthread_t threads[2];
  pthread_create(&threads[0], NULL, GetRandom, NULL);
  pthread_create(&threads[1], NULL, GetRandom, threads);
  assert(uname(&answers.name) == 0 && strcmp(answers.name.sysname, "Linux") == 0);
  assert(getcwd(answers.folder, sizeof answers.folder) == answers.folder);
  assert(answers.folder[0] == '/');
  assert(stat("/", &answers.status) == 0 && S_ISDIR(answers.status.st_mode));
  assert(syscall(SYS_clock_gettime, CLOCK_REALTIME, &answers.time) == 0);
  assert(answers.time.tv_sec > 0);
  assert(getrlimit(RLIMIT_STACK, &answers.limit) == 0 && answers.limit.rlim_max > 0);
  assert(sched_getaffinity(0, sizeof answers.processors, &answers.processors) == 0);
  assert(CPU_COUNT(&answers.processors) > 0);
  for (int i = 0; i < 2; ++i) pthread_join(threads[i], NULL);
  return 0;
}
