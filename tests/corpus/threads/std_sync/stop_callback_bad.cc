// expect: data-race
// A stop callback runs in the thread that asks for the stop, not in the worker.
#include <atomic>
#include <stop_token>
#include <thread>

int steps = 0;
std::atomic<bool> registered(false);

int main() {
  std::jthread worker([](std::stop_token stop) {
    std::stop_callback count(stop, [] { steps++; });
    registered = true;
    steps++;
  });
  while (!registered) std::this_thread::yield();
  worker.request_stop();
  worker.join();
}
