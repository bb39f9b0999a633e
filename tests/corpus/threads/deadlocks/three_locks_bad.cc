// expect: deadlock
// Three threads close a cycle over three mutexes.
#include <mutex>
#include <thread>

std::mutex mutexes[3];

void Work(int me) {
  std::lock_guard<std::mutex> first(mutexes[me]);
  std::lock_guard<std::mutex> second(mutexes[(me + 1) % 3]);
}

int main() {
  std::thread a(Work, 0), b(Work, 1), c(Work, 2);
  a.join();
  b.join();
  c.join();
}
