// expect: data-race
// The first element of a local array is read before the thread that writes it is joined.
#include <thread>

int main() {
  int sums[2] = {0, 0};
  std::thread worker([&] {
    for (int i = 0; i < 2; ++i) sums[i] += i;
  });
  const int early = sums[0];
  worker.join();
  return early + sums[0];
}
