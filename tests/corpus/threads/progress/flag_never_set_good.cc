// expect: none
// The helper spins until the request is there, so the answer always comes.
#include <atomic>
#include <thread>

std::atomic<bool> request(false), answer(false);

int main() {
  std::thread helper([] {
    while (!request) std::this_thread::yield();
    answer = true;
  });
  std::thread asker([] {
    request = true;
    while (!answer) std::this_thread::yield();
  });
  helper.join();
  asker.join();
}
