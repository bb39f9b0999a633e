// Two threads increment a counter twice each.
#include <atomic>
#include <thread>

std::atomic<int> counter(0);

void Increment() {
  counter++;
  counter++;
}

int main() {
  std::thread a(Increment), b(Increment);
  a.join();
  b.join();
}
