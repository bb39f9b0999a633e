// expect: explore assertion
// All read their leave from one pipe: a fast worker takes the byte of a slow one.
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
  Pipe may_go;
  const auto work = [&](int worker) {
    int phase = 0;
    do {
      step(worker, phase++);
      Send(arrived.ends[1], '.');
    } while (Receive(may_go.ends[0]) == 'y');
  };

  std::vector<std::thread> threads;
  for (int i = 0; i < workers; ++i) threads.emplace_back(work, i);
  bool go_on = true;
  for (int phase = 0; go_on; ++phase) {
    for (int i = 0; i < workers; ++i) Receive(arrived.ends[0]);
    go_on = between(phase);
    for (int i = 0; i < workers; ++i) Send(may_go.ends[1], go_on ? 'y' : 'n');
  }
  for (std::thread& thread : threads) thread.join();
}
