// A bounded buffer of one place: two threads put in one value each, two take one out.
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex mutex;
std::condition_variable changed;
int values = 0;

void Put() {
  std::unique_lock<std::mutex> lock(mutex);
  changed.wait(lock, [] { return values == 0; });
  ++values;
  changed.notify_all();
}

void Take() {
  std::unique_lock<std::mutex> lock(mutex);
  changed.wait(lock, [] { return values == 1; });
  --values;
  changed.notify_all();
}

int main() {
  std::thread a(Put), b(Take), c(Put), d(Take);
  a.join();
  b.join();
  c.join();
  d.join();
}
