// Honest code that must not be accused: processes and shared memory.
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
extern char** environ;
struct Shared {
  pthread_mutex_t m;
  std::atomic<int> ready;
  long n;
};
volatile sig_atomic_t stop = 0;
extern "C" void OnSignal(int) { stop = 1; }
Shared* Open(const char* name, bool create) {
  int fd = shm_open(name, O_RDWR | (create ? O_CREAT | O_EXCL : 0), 0600);
  if (fd < 0) return nullptr;
  if (create && ftruncate(fd, sizeof(Shared)) != 0) return nullptr;
  void* p = mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  return p == MAP_FAILED ? nullptr : static_cast<Shared*>(p);
}
void Init(Shared* s) {
  pthread_mutexattr_t a;
  pthread_mutexattr_init(&a);
  pthread_mutexattr_setpshared(&a, PTHREAD_PROCESS_SHARED);
  pthread_mutexattr_setrobust(&a, PTHREAD_MUTEX_ROBUST);
  pthread_mutex_init(&s->m, &a);
  pthread_mutexattr_destroy(&a);
  s->ready.store(1, std::memory_order_release);
}
int Children(int n) {
  struct sigaction sa {};
  sa.sa_handler = OnSignal;
  sigemptyset(&sa.sa_mask);
  sigaction(SIGTERM, &sa, nullptr);
  int ok = 0;
  for (int i = 0; i < n; ++i) {
    pid_t p = fork();
    if (p == 0) {
      printf("hi");
      fflush(stdout);
      _exit(0);
    }
  }
  int st;
  while (wait(&st) > 0 || errno == EINTR)
    if (WIFEXITED(st) && WEXITSTATUS(st) == 0) ++ok;
  return ok;
}
int Spawn(char** argv) {
  pid_t p;
  return posix_spawn(&p, argv[0], nullptr, nullptr, argv, environ);
}
void Parent() {
  kill(getppid(), SIGUSR1);
  raise(SIGUSR2);
  std::exit(3);
}
