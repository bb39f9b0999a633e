// expect: data-race
// A thread arrives at the barrier and drops out, but goes on with the work of the next phase.
#include <barrier>
#include <thread>

std::barrier phase(2);
int parts[2] = {0, 0};
int sum = 0;

int main() {
  std::thread a([] {
    parts[0] = 1;
    phase.arrive_and_wait();
    sum = parts[0] + parts[1];
  });
  std::thread b([] {
    parts[1] = 1;
    phase.arrive_and_drop();
    parts[0] = 2;
  });
  a.join();
  b.join();
}
