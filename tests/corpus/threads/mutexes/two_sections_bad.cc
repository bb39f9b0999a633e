// expect: assertion
// The balance is checked in one critical section and changed in another.
#include <cassert>
#include <mutex>
#include <thread>

std::mutex mutex;
int balance = 10;

int Balance() {
  std::lock_guard<std::mutex> lock(mutex);
  return balance;
}

void Change(int amount) {
  std::lock_guard<std::mutex> lock(mutex);
  balance += amount;
}

void Withdraw() {
  if (Balance() >= 10) Change(-10);
}

int main() {
  std::thread a(Withdraw), b(Withdraw);
  a.join();
  b.join();
  assert(Balance() == 0);
}
