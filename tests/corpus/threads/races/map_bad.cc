// expect: data-race
// operator[] of a map looks like a read, but it inserts what is not there yet.
#include <map>
#include <thread>

std::map<int, int> table;
int one = 0;
int two = 0;

int main() {
  std::thread a([] { one = table[1]; });
  std::thread b([] { two = table[2]; });
  a.join();
  b.join();
}
