// expect: livelock
// The helper looks once, too early, and the other thread spins on an answer that never comes.
#include <atomic>
#include <thread>

std::atomic<bool> request(false), answer(false);

int main() {
  std::thread helper([] {
    if (request) answer = true;
  });
  std::thread asker([] {
    request = true;
    while (!answer) std::this_thread::yield();
  });
  helper.join();
  asker.join();
}
