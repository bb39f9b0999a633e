// expect: leak
// main may return while a detached thread still works, and the work is lost.
#include <atomic>
#include <thread>

std::atomic<int> saved(0);

int main() {
  std::thread([] {
    saved++;
    saved++;
  }).detach();
}
