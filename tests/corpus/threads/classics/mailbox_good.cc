// expect: none
// The producer waits until the mailbox is empty.
#include <cassert>
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex mutex;
std::condition_variable became_full, became_empty;
int letter = 0;

void Send(int value) {
  std::unique_lock<std::mutex> lock(mutex);
  became_empty.wait(lock, [] { return letter == 0; });
  letter = value;
  became_full.notify_one();
}

int Receive() {
  std::unique_lock<std::mutex> lock(mutex);
  became_full.wait(lock, [] { return letter != 0; });
  int value = letter;
  letter = 0;
  became_empty.notify_one();
  return value;
}

int main() {
  int sum = 0;
  std::thread consumer([&sum] {
    for (int i = 0; i < 2; ++i) sum += Receive();
  });
  Send(1);
  Send(2);
  consumer.join();
  assert(sum == 3);
}
