// expect: none
// condition_variable_any knows stop tokens: a stop request ends its wait.
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex mutex;
std::condition_variable_any changed;
bool ready = false;

int main() {
  std::jthread worker([](std::stop_token stop) {
    std::unique_lock<std::mutex> lock(mutex);
    changed.wait(lock, stop, [] { return ready; });
  });
}
