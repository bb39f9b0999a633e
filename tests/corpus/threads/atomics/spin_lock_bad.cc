// expect: data-race
// A spin lock that looks first and sets later lets two threads in.
#include <atomic>
#include <thread>

std::atomic<bool> locked(false);
int counter = 0;

void Work() {
  while (locked.load()) std::this_thread::yield();
  locked.store(true);
  counter++;
  locked.store(false);
}

int main() {
  std::thread a(Work), b(Work);
  a.join();
  b.join();
}
