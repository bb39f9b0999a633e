// expect: none
// Two take turns with the only connection of a pool: a wait of 5 ms that is in vain is repeated.
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
  std::lock_guard<std::mutex> lock(mutex);
  ++free_connections;
  back.notify_one();
}

int main() {
  std::thread first(Use), second(Use);
  first.join();
  second.join();
}
