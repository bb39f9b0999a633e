// expect: none
// A stop callback that shares only an atomic with the worker.
#include <atomic>
#include <cassert>
#include <stop_token>
#include <thread>

std::atomic<int> stops(0);

int main() {
  std::jthread worker([](std::stop_token stop) {
    std::stop_callback count(stop, [] {
      stops++;
      stops.notify_one();
    });
    stops.wait(0);
  });
  worker.request_stop();
  worker.join();
  assert(stops == 1);
}
