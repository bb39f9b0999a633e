// expect: lock-misuse
// An atomic of three numbers has a lock inside, and each process has its own.
// libraries: atomic
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <new>

struct Totals {
  long orders = 0, cents = 0, customers = 0;
};

int main() {
  void* memory = mmap(nullptr, sizeof(std::atomic<Totals>), PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  auto* totals = new (memory) std::atomic<Totals>;
  if (fork() == 0) {
    totals->store({1, 100, 1});
    _exit(0);
  }
  const Totals now = totals->load();
  wait(nullptr);
  return now.cents == now.orders * 100 ? 0 : 1;
}
