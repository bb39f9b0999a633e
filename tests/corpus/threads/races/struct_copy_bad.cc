// expect: data-race
// One thread copies a whole struct while another writes one field of it.
#include <thread>

struct Account {
  long numbers[8];
};
Account account = {};
Account snapshot = {};

int main() {
  std::thread a([] { snapshot = account; });
  std::thread b([] { account.numbers[5] = 1; });
  a.join();
  b.join();
}
