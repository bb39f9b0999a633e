// expect: use-after-free|data-race
// A thread keeps a reference to a local variable of a function that returns.
#include <cstring>
#include <thread>

std::thread Start() {
  int local = 1;
  return std::thread([&local] { local++; });
}

void ReuseStack() {
  char cells[512];
  std::memset(cells, 0, sizeof cells);
}

int main() {
  std::thread worker = Start();
  ReuseStack();
  worker.join();
}
