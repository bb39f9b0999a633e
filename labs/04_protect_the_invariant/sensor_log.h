// SensorLog: the readings of one sensor, and what they add up to. Given; not edited.
#ifndef RACELAB_LABS_04_PROTECT_THE_INVARIANT_SENSOR_LOG_H_
#define RACELAB_LABS_04_PROTECT_THE_INVARIANT_SENSOR_LOG_H_

#include <memory>
#include <vector>

// What some readings add up to. All zero when there are none.
struct Summary {
  long count = 0;
  long sum = 0;
  int highest = 0;

  bool operator==(const Summary&) const = default;
};

// Each method may be called by several threads at a time, and seems to happen at one moment between
// its call and its return. Two logs have nothing to do with each other: nobody waits because of
// calls on another log.
class SensorLog {
 public:
  virtual ~SensorLog() = default;

  // Adds a reading at the end. REQUIRES: 0 < reading <= 1000; a million readings at most.
  virtual void Add(int reading) = 0;

  // What all readings of one moment add up to.
  virtual Summary Summarise() const = 0;

  // All readings of one moment, in the order in which they were added: the same ones that a summary
  // of that moment counts.
  virtual std::vector<int> Readings() const = 0;

  // Begins a new day: takes all readings out.
  virtual void Clear() = 0;
};

// An empty log. This is what sensor_log.cc provides.
std::unique_ptr<SensorLog> NewSensorLog();

#endif  // RACELAB_LABS_04_PROTECT_THE_INVARIANT_SENSOR_LOG_H_
