// expect: crash|exception
// The destructor of a joinable std::thread terminates the program.
#include <atomic>
#include <thread>

std::atomic<int> steps(0);

int main() {
  std::thread worker([] { steps++; });
  if (steps.load() == 0) return 0;  // too early: nobody joins
  worker.join();
}
