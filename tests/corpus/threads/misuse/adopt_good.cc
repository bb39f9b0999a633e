// expect: none
// A guard adopts a mutex only after try_lock got it.
#include <mutex>
#include <thread>

std::mutex mutex;
int counter = 0;

void Work() {
  if (!mutex.try_lock()) return;
  std::lock_guard<std::mutex> guard(mutex, std::adopt_lock);
  counter++;
}

int main() {
  std::thread a(Work), b(Work);
  a.join();
  b.join();
}
