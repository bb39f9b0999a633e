// expect: deadlock
// Three philosophers take the left fork first, and each waits for the right one.
#include <mutex>
#include <thread>

std::mutex forks[3];

void Eat(int me) {
  std::lock_guard<std::mutex> left(forks[me]);
  std::lock_guard<std::mutex> right(forks[(me + 1) % 3]);
}

int main() {
  std::thread a(Eat, 0), b(Eat, 1), c(Eat, 2);
  a.join();
  b.join();
  c.join();
}
