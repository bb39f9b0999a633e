// expect: none
// A queue of one item with LockWhen: each side waits for its own condition.
// libraries: absl
#include <cassert>
#include <thread>

#include "absl/synchronization/mutex.h"

absl::Mutex mutex;
int item = 0;

bool IsEmpty(int* cell) { return *cell == 0; }
bool IsFull(int* cell) { return *cell != 0; }

void Put(int value) {
  mutex.LockWhen(absl::Condition(IsEmpty, &item));
  item = value;
  mutex.Unlock();
}

int Take() {
  mutex.LockWhen(absl::Condition(IsFull, &item));
  int value = item;
  item = 0;
  mutex.Unlock();
  return value;
}

int main() {
  std::thread producer([] {
    Put(1);
    Put(2);
  });
  int sum = Take();
  sum += Take();
  producer.join();
  assert(sum == 3);
}
