// expect: data-race
// main reads the sum before join_all.
// libraries: boost_thread
#include <boost/thread.hpp>

int parts[2] = {0, 0};
int sum = 0;

int main() {
  boost::thread_group group;
  group.create_thread([] { parts[0] = 1; });
  group.create_thread([] { parts[1] = 1; });
  sum = parts[0] + parts[1];
  group.join_all();
}
