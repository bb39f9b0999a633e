// expect: deadlock
// The gate is opened again before the second lock is taken, so it does not prevent the cycle.
#include <mutex>
#include <thread>

std::mutex gate, left, right;

void Work(std::mutex& first, std::mutex& second) {
  gate.lock();
  first.lock();
  gate.unlock();
  second.lock();
  second.unlock();
  first.unlock();
}

int main() {
  std::thread a([] { Work(left, right); });
  std::thread b([] { Work(right, left); });
  a.join();
  b.join();
}
