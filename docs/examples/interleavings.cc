// Interleavings: runs two threads that each do n times hits++ (read, add, write) in every order
// there is, one step at a time, and counts the orders in which an update is lost.
#include <cstdio>

struct Thread {
  int done = 0;  // steps
  int copy = 0;  // what it read
};

struct Count {
  long all = 0;
  long right = 0;
};

void Step(Thread& thread, int& hits) {
  switch (thread.done++ % 3) {
    case 0: thread.copy = hits; break;
    case 1: ++thread.copy; break;
    case 2: hits = thread.copy; break;
  }
}

// By value: each branch of the search goes on from its own copy of the world.
void Explore(Thread a, Thread b, int hits, int n, Count& count) {
  if (a.done == 3 * n && b.done == 3 * n) {
    ++count.all;
    count.right += hits == 2 * n;
    return;
  }
  if (a.done < 3 * n) {
    Thread next = a;
    int changed = hits;
    Step(next, changed);
    Explore(next, b, changed, n, count);
  }
  if (b.done < 3 * n) {
    Thread next = b;
    int changed = hits;
    Step(next, changed);
    Explore(a, next, changed, n, count);
  }
}

int main() {
  for (int n = 1; n <= 3; ++n) {
    Count count;
    Explore({}, {}, 0, n, count);
    std::printf("%d hits++ in each thread: %ld orders, %ld of them right\n", n, count.all,
                count.right);
  }
}
