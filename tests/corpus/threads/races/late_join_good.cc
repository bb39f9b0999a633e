// expect: none
// main joins the thread and then uses its result.
#include <cassert>
#include <thread>

int result = 0;

int main() {
  std::thread worker([] { result = 42; });
  worker.join();
  assert(result == 42);
}
