// Communication: threads share a variable and need an order; processes send bytes through a pipe.
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <thread>

int main() {
  int answer = 0;
  std::thread worker([&answer] { answer = 42; });
  worker.join();  // the order: what the thread wrote comes before what follows
  std::printf("shared variable: %d\n", answer);

  int ends[2];
  if (pipe(ends) != 0) return 1;
  const pid_t child = fork();
  if (child == 0) {
    const int result = 43;
    _exit(write(ends[1], &result, sizeof result) == sizeof result ? 0 : 1);
  }
  close(ends[1]);  // or we would never see the end of the stream
  int received = 0;
  const ssize_t bytes = read(ends[0], &received, sizeof received);  // waits: a pipe orders too
  int more = 0;
  const ssize_t end = read(ends[0], &more, sizeof more);
  waitpid(child, nullptr, 0);
  std::printf("pipe: %d in %zd bytes, then %zd bytes: the end\n", received, bytes, end);
}
