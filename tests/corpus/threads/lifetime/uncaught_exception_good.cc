// expect: none
// The thread keeps its exception in an exception_ptr, and main looks at it after the join.
#include <atomic>
#include <cassert>
#include <exception>
#include <stdexcept>
#include <string>
#include <thread>

std::atomic<int> limit(0);

int main() {
  std::exception_ptr problem;
  std::thread worker([&problem] {
    try {
      if (limit == 0) throw std::runtime_error("no limit yet");
    } catch (...) {
      problem = std::current_exception();
    }
  });
  limit = 1;
  worker.join();
  try {
    if (problem) std::rethrow_exception(problem);
  } catch (const std::runtime_error& error) {
    assert(error.what() == std::string("no limit yet"));
  }
}
