// expect: none
// The owner and the thieves settle the last job with a compare-and-exchange of the top.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> top(0), bottom(2);  // two jobs: numbers 0 and 1
std::atomic<int> runs[2] = {0, 0};

bool Pop() {
  int job = bottom - 1;
  bottom = job;
  int first = top;
  if (first < job) {
    runs[job]++;
    return true;
  }
  bool won = first == job && top.compare_exchange_strong(first, first + 1);
  bottom = job + 1;
  if (won) runs[job]++;
  return won;
}

void Steal() {
  int job = top;
  if (job < bottom && top.compare_exchange_strong(job, job + 1)) runs[job]++;
}

int main() {
  std::thread a(Steal), b(Steal);
  Pop();
  a.join();
  b.join();
  while (Pop()) continue;
  assert(runs[0] == 1 && runs[1] == 1);
}
