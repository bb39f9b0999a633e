// expect: data-race
// A unique_lock with defer_lock is never locked.
#include <mutex>
#include <thread>

std::mutex mutex;
int counter = 0;

void Work() {
  std::unique_lock<std::mutex> lock(mutex, std::defer_lock);
  counter++;
}

int main() {
  std::thread a(Work), b(Work);
  a.join();
  b.join();
}
