// expect: none
// Each counter has its own mutex, and each thread takes the one that belongs to the counter.
#include <cassert>
#include <mutex>
#include <thread>

std::mutex mutexes[2];
int counters[2] = {0, 0};

void Work() {
  for (int i = 0; i < 2; ++i) {
    std::lock_guard<std::mutex> lock(mutexes[i]);
    counters[i]++;
  }
}

int main() {
  std::thread a(Work), b(Work);
  a.join();
  b.join();
  assert(counters[0] == 2 && counters[1] == 2);
}
