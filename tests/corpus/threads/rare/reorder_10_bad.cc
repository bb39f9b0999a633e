// expect: assertion
// Ten setters; the checker fails only between the first a = 1 and the first b = 1.
#include <pthread.h>

#include <atomic>
#include <cassert>
#include <thread>
#include <vector>

constexpr int kSetters = 10;
std::atomic<int> a(0), b(0);
pthread_barrier_t start;

void Set() {
  pthread_barrier_wait(&start);
  a = 1;
  b = 1;
}

void Check() {
  pthread_barrier_wait(&start);
  int seen_a = a;
  int seen_b = b;
  assert(!(seen_a == 1 && seen_b == 0));
}

int main() {
  pthread_barrier_init(&start, nullptr, kSetters + 1);
  std::vector<std::thread> threads;
  for (int i = 0; i < kSetters; ++i) threads.emplace_back(Set);
  threads.emplace_back(Check);
  for (std::thread& thread : threads) thread.join();
  pthread_barrier_destroy(&start);
}
