// expect: data-race
// Two threads catch the same exception, and both change it: there is only one of it.
#include <exception>
#include <thread>

struct Problem {
  int told = 0;
};

void Tell(const std::exception_ptr& problem) {
  try {
    std::rethrow_exception(problem);
  } catch (Problem& caught) {
    ++caught.told;
  }
}

int main() {
  const std::exception_ptr problem = std::make_exception_ptr(Problem());
  std::thread a(Tell, problem), b(Tell, problem);
  a.join();
  b.join();
}
