// expect: data-race
// main uses the result before it joins the thread that computes it.
#include <thread>

int result = 0;

int main() {
  std::thread worker([] { result = 42; });
  int copy = result;
  worker.join();
  return copy == 43;
}
