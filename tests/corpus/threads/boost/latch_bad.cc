// expect: data-race
// The boost::latch is counted down before the data is written.
// libraries: boost_thread
#include <boost/thread.hpp>
#include <boost/thread/latch.hpp>

boost::latch finished(1);
int data = 0;
int seen = 0;

int main() {
  boost::thread worker([] {
    finished.count_down();
    data = 1;
  });
  finished.wait();
  seen = data;
  worker.join();
}
