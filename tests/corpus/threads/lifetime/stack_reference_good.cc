// expect: none
// The function joins the thread that uses its local variable.
#include <cassert>
#include <thread>

int Compute() {
  int local = 1;
  std::thread worker([&local] { local++; });
  worker.join();
  return local;
}

int main() { assert(Compute() == 2); }
