// expect: none
// Each of two threads fills a map and a list of its own, under a mutex that it made itself.
#include <pthread.h>

#include <cassert>
#include <list>
#include <map>
#include <thread>

struct Table {
  std::map<int, int> squares;
  std::list<int> order;
};

void Fill(Table& table, int first) {
  pthread_mutex_t mutex;
  pthread_mutex_init(&mutex, nullptr);
  pthread_mutex_lock(&mutex);
  for (int i = first; i < first + 3; ++i) {
    table.squares[i] = i * i;
    table.order.push_front(i);
  }
  pthread_mutex_unlock(&mutex);
  pthread_mutex_destroy(&mutex);
}

int main() {
  Table a, b;
  std::thread thread([&] { Fill(a, 0); });
  Fill(b, 3);
  thread.join();
  assert(a.squares.size() == 3 && b.squares.size() == 3);
  assert(a.order.size() == 3 && b.order.front() == 5);
}
