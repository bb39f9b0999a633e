// expect: data-race
// Both threads lock, but each locks a mutex of its own.
#include <mutex>
#include <thread>

std::mutex mutexes[2];
int counter = 0;

void Work(int me) {
  std::lock_guard<std::mutex> lock(mutexes[me]);
  counter++;
}

int main() {
  std::thread a(Work, 0), b(Work, 1);
  a.join();
  b.join();
}
