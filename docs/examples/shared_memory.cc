// Shared memory: processes share what they ask to share, and nothing else; then they need the same
// care as threads. An atomic that is lock-free works across processes; a std::mutex does not.
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <new>

struct Counters {
  std::atomic<int> shared = 0;
};

int main() {
  void* place =
      mmap(nullptr, sizeof(Counters), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (place == MAP_FAILED) return 1;
  Counters* counters = new (place) Counters;
  int own = 0;
  for (int i = 0; i < 2; ++i) {
    if (fork() == 0) {
      for (int k = 0; k < 1000; ++k) {
        counters->shared.fetch_add(1);
        ++own;
      }
      _exit(0);
    }
  }
  while (wait(nullptr) > 0) {
  }
  std::printf("two children counted to 1000 each: shared memory %d, ordinary memory %d\n",
              counters->shared.load(), own);
}
