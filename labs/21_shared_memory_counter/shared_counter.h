// Shared counter: given. A number that several processes count up together, under a name.
#ifndef RACELAB_LABS_21_SHARED_MEMORY_COUNTER_SHARED_COUNTER_H_
#define RACELAB_LABS_21_SHARED_MEMORY_COUNTER_SHARED_COUNTER_H_

#include <memory>
#include <string>

// Each process opens the counter itself, by name, and uses it from one thread.
class SharedCounter {
 public:
  // Opens the counter `name` ("/visitors"). When there is none yet, makes one that starts at 0.
  // Many processes may do that at the same moment, and the memory may lie at a different address in
  // each.
  explicit SharedCounter(const std::string& name);

  // Lets go of the counter: no descriptor stays open. The counter keeps its value, also when nobody
  // has it open.
  ~SharedCounter();

  // Adds `amount`; no addition of any process is lost.
  void Add(long amount);

  // The sum of all additions so far.
  long Value() const;

  // Ends the counter `name`, with everything that belongs to it. Opening it again starts at 0.
  static void Remove(const std::string& name);

 private:
  struct Impl;  // yours: define it in shared_counter.cc
  std::unique_ptr<Impl> impl_;
};

#endif  // RACELAB_LABS_21_SHARED_MEMORY_COUNTER_SHARED_COUNTER_H_
