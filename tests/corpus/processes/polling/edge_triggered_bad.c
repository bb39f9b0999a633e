// expect: deadlock
// After an edge only one byte is read; there is no edge for the one that came with it.
#include <assert.h>
#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int ends[2], status, count = 0;
  char byte;
  assert(pipe(ends) == 0 && fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0);
  const int epoll = epoll_create1(0);
  struct epoll_event event = {.events = EPOLLIN | EPOLLET};
  assert(epoll_ctl(epoll, EPOLL_CTL_ADD, ends[0], &event) == 0);
  if (fork() == 0) {
    assert(write(ends[1], "a", 1) == 1);
    assert(write(ends[1], "b", 1) == 1);
    _exit(0);
  }
  while (count < 2) {
    assert(epoll_wait(epoll, &event, 1, -1) == 1);
    if (read(ends[0], &byte, 1) == 1) ++count;
  }
  assert(wait(&status) > 0 && status == 0);
  close(epoll);
  return 0;
}
