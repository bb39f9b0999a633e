// expect: none
// Check and change are one critical section.
#include <cassert>
#include <mutex>
#include <thread>

std::mutex mutex;
int balance = 10;

void Withdraw() {
  std::lock_guard<std::mutex> lock(mutex);
  if (balance >= 10) balance -= 10;
}

int main() {
  std::thread a(Withdraw), b(Withdraw);
  a.join();
  b.join();
  assert(balance == 0);
}
