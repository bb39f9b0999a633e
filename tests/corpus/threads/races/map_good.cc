// expect: none
// find() on a const map only reads, and readers need no lock.
#include <cassert>
#include <map>
#include <thread>

const std::map<int, int> table = {{1, 10}};
int one = 0;
bool two = true;

int main() {
  std::thread a([] { one = table.find(1)->second; });
  std::thread b([] { two = table.find(2) != table.end(); });
  a.join();
  b.join();
  assert(one == 10 && !two);
}
