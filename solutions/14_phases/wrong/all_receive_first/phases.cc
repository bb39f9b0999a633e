// expect: explore data-race
// The conductor reads as many bytes as there are workers, or fewer, and does not count them.
#include "phases.h"

#include <stdlib.h>
#include <unistd.h>

#include <deque>
#include <thread>
#include <vector>

namespace {

void Send(int descriptor, char byte) {
  while (write(descriptor, &byte, 1) != 1) {
  }
}

char Receive(int descriptor) {
  char byte = 0;
  while (read(descriptor, &byte, 1) != 1) {
  }
  return byte;
}

struct Pipe {
  Pipe() {
    if (pipe(ends) != 0) abort();
  }
  ~Pipe() {
    close(ends[0]);
    close(ends[1]);
  }
  Pipe(const Pipe&) = delete;
  int ends[2];
};

}  // namespace

void RunPhases(int workers, const Step& step, const Between& between) {
  Pipe arrived;
  std::deque<Pipe> may_go(workers);
  const auto work = [&](int worker) {
    int phase = 0;
    do {
      step(worker, phase++);
      Send(arrived.ends[1], '.');
    } while (Receive(may_go[worker].ends[0]) == 'y');
  };

  std::vector<std::thread> threads;
  for (int i = 0; i < workers; ++i) threads.emplace_back(work, i);
  bool go_on = true;
  for (int phase = 0; go_on; ++phase) {
    std::vector<char> bytes(workers);
    if (read(arrived.ends[0], bytes.data(), bytes.size()) <= 0) abort();
    go_on = between(phase);
    for (const Pipe& each : may_go) Send(each.ends[1], go_on ? 'y' : 'n');
  }
  for (std::thread& thread : threads) thread.join();
}
