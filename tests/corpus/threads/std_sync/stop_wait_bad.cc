// expect: lost-wakeup|deadlock
// A stop request does not wake a std::condition_variable, even if the predicate knows the token.
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex mutex;
std::condition_variable changed;

int main() {
  std::jthread worker([](std::stop_token stop) {
    std::unique_lock<std::mutex> lock(mutex);
    changed.wait(lock, [&stop] { return stop.stop_requested(); });
  });
}
