// expect: assertion
// The owner and a thief of a work queue both take the last job.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> top(0), bottom(1);  // one job: number 0
std::atomic<int> runs(0);

void Pop() {
  int job = bottom - 1;
  bottom = job;
  if (top <= job) runs++;
}

void Steal() {
  int job = top;
  if (job < bottom) {
    top = job + 1;
    runs++;
  }
}

int main() {
  std::thread owner(Pop), thief(Steal);
  owner.join();
  thief.join();
  assert(runs <= 1);
}
