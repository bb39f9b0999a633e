// expect: none
// Three setters write b before a, so whoever sees a sees b as well.
#include <pthread.h>

#include <atomic>
#include <cassert>
#include <thread>
#include <vector>

constexpr int kSetters = 3;
std::atomic<int> a(0), b(0);
pthread_barrier_t start;

void Set() {
  pthread_barrier_wait(&start);
  b = 1;
  a = 1;
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
