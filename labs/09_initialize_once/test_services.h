// The services that the tests of lab 9 ask for: tables of exchange rates, and shops that need one.
#ifndef RACELAB_LABS_09_INITIALIZE_ONCE_TEST_SERVICES_H_
#define RACELAB_LABS_09_INITIALIZE_ONCE_TEST_SERVICES_H_

#include <atomic>

#include "labs/kit/rendezvous.h"

// What the constructor of one table does. Some answers make all services before main() begins: then
// a test has not set anything yet, and nothing of this happens. Relaxed atomics, as in all of the
// tests: they must add no order that could hide a race.
struct Orders {
  std::atomic<int> failures{0};                    // so many tries throw std::runtime_error
  std::atomic<bool> odd{false};                    // or rather a number
  std::atomic<int> yields{0};                      // gives the processor up so often
  std::atomic<kit::Rendezvous*> meeting{nullptr};  // whom it meets in the middle of its work
  std::atomic<int> made{0};                        // counts constructors that came to their end
  std::atomic<int> gone{0};                        // counts destructors
};

// What somebody got who asked for a service.
struct Got {
  const void* object;
  bool whole;  // whether all was there that its constructor writes
};

// One table of rates; each is a type of its own.
struct Rates {
  Got (*get)();    // The<Table>()
  Got (*shop)();   // The<Shop>(), whose constructor asks for the table
  Got (*chain)();  // The<Chain>(), whose constructor asks for the shop
  Orders* orders;

  int Made() const { return orders->made.load(std::memory_order_relaxed); }
};

// A table that nobody has asked for in this process; there are 32.
const Rates& NewRates();

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_TEST_SERVICES_H_
