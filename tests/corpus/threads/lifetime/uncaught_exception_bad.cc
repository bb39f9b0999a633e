// expect: exception
// An exception that leaves the function of a thread terminates the program.
#include <atomic>
#include <stdexcept>
#include <thread>

std::atomic<int> limit(0);

int main() {
  std::thread worker([] {
    if (limit == 0) throw std::runtime_error("no limit yet");
  });
  limit = 1;
  worker.join();
}
