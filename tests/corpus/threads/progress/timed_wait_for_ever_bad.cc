// expect: livelock
// A pool's only connection is never given back: who waits for it waits again, each time for 5 ms.
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex mutex;
std::condition_variable back;
int free_connections = 1;

bool Take() {
  std::unique_lock<std::mutex> lock(mutex);
  const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(5);
  if (!back.wait_until(lock, until, [] { return free_connections > 0; })) return false;
  --free_connections;
  return true;
}

void Use() {
  while (!Take()) continue;
}

int main() {
  std::thread first(Use), second(Use);
  first.join();
  second.join();
}
