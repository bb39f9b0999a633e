// expect: none
// Who arms a descriptor again hands over what it wrote before.
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cassert>
#include <thread>

int main() {
  const int queue = epoll_create1(0), event = eventfd(1, 0);
  epoll_event wanted = {};
  wanted.events = EPOLLIN | EPOLLONESHOT;
  assert(epoll_ctl(queue, EPOLL_CTL_ADD, event, &wanted) == 0);
  epoll_event got = {};
  assert(epoll_wait(queue, &got, 1, -1) == 1);  // disarms it
  int data = 0;
  std::thread thread([&] {
    data = 42;
    epoll_ctl(queue, EPOLL_CTL_MOD, event, &wanted);
  });
  assert(epoll_wait(queue, &got, 1, -1) == 1);
  assert(data == 42);
  thread.join();
  close(event);
  close(queue);
}
