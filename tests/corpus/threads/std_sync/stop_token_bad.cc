// expect: livelock
// The worker never looks at its stop token, so the jthread joins for ever.
#include <atomic>
#include <thread>

std::atomic<bool> work(true);

int main() {
  std::jthread worker([](std::stop_token) {
    while (work) std::this_thread::yield();
  });
}
