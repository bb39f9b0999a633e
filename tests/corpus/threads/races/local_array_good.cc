// expect: none
// Two threads write their element of a local array each, which is read after both are joined.
#include <thread>

int main() {
  int sums[2] = {0, 0};
  std::thread worker([&] { sums[1] += 1; });
  sums[0] += 1;
  worker.join();
  return sums[0] - sums[1];
}
