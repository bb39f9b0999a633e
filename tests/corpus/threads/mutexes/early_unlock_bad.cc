// expect: data-race
// A unique_lock is opened for a slow step and not closed again.
#include <mutex>
#include <thread>

std::mutex mutex;
int counter = 0;

void Work() {
  std::unique_lock<std::mutex> lock(mutex);
  int mine = counter;
  lock.unlock();
  mine++;
  counter = mine;
}

int main() {
  std::thread a(Work), b(Work);
  a.join();
  b.join();
}
