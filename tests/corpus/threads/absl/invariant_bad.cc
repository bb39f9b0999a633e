// expect: crash
// The invariant of an absl::Mutex is checked at each lock and unlock, and threads break it.
// libraries: absl
#include <cstdlib>
#include <thread>

#include "absl/synchronization/mutex.h"

struct Balance {
  absl::Mutex mutex;
  int given = 0, taken = 0;
};

int main() {
  absl::EnableMutexInvariantDebugging(true);
  Balance balance;
  const auto check = [](void* of) {
    const auto* sums = static_cast<Balance*>(of);
    if (sums->given != sums->taken) std::abort();
  };
  balance.mutex.EnableInvariantDebugging(check, &balance);
  const auto move = [&] {
    balance.mutex.Lock();
    ++balance.given;
    balance.mutex.Unlock();
    balance.mutex.Lock();
    ++balance.taken;
    balance.mutex.Unlock();
  };
  std::thread other(move);
  move();
  other.join();
}
