// buffer N: a bounded buffer of one place; two threads put in N values each, two take N out.
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <thread>

std::mutex mutex;
std::condition_variable changed;
int values = 0;

void Put(int count) {
  for (int i = 0; i < count; ++i) {
    std::unique_lock<std::mutex> lock(mutex);
    changed.wait(lock, [] { return values == 0; });
    ++values;
    changed.notify_all();
  }
}

void Take(int count) {
  for (int i = 0; i < count; ++i) {
    std::unique_lock<std::mutex> lock(mutex);
    changed.wait(lock, [] { return values == 1; });
    --values;
    changed.notify_all();
  }
}

int main(int argc, char** argv) {
  const int count = argc > 1 ? std::atoi(argv[1]) : 1;
  std::thread a(Put, count), b(Take, count), c(Put, count), d(Take, count);
  a.join();
  b.join();
  c.join();
  d.join();
}
