// expect: none
// The struct is copied and written under one mutex.
#include <cassert>
#include <mutex>
#include <thread>

struct Account {
  long numbers[8];
};
std::mutex mutex;
Account account = {};
Account snapshot = {};

int main() {
  std::thread a([] {
    std::lock_guard<std::mutex> lock(mutex);
    snapshot = account;
  });
  std::thread b([] {
    std::lock_guard<std::mutex> lock(mutex);
    account.numbers[5] = 1;
    account.numbers[6] = 1;
  });
  a.join();
  b.join();
  assert(snapshot.numbers[5] == snapshot.numbers[6]);
}
