// What threads share: globals, the heap and open files; each has its own stack and thread_locals.
#include <unistd.h>

#include <cstdio>
#include <memory>
#include <thread>

int global = 0;
thread_local int own = 0;

int main() {
  auto heap = std::make_unique<int>(0);
  int local_of_main = 0;
  int ends[2];
  if (pipe(ends) != 0) return 1;

  std::thread worker([&] {
    global = 1;
    own = 1;
    *heap = 1;
    local_of_main = 1;  // a stack is private by custom only: who has the address can write
    close(ends[1]);     // descriptors belong to the process, so this closes it for all
  });
  worker.join();

  char byte = 0;
  std::printf("global %d, heap %d, thread_local %d, local variable by address %d\n", global, *heap,
              own, local_of_main);
  std::printf("descriptor closed by the thread: write says %zd\n", write(ends[1], &byte, 1));
}
