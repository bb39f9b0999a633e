// Rng: the numbers that strategies draw; the same seed gives the same numbers on every machine.
//
// **Thread safety**: a value of one thread.
#ifndef RACELAB_CHECKER_EXPLORE_RNG_H_
#define RACELAB_CHECKER_EXPLORE_RNG_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace racelab::explore {

// SplitMix64: Steele, Lea, Flood: "Fast Splittable Pseudorandom Number Generators", 2014.
class Rng {
 public:
  // Streams of one seed and different names are independent of each other.
  Rng(uint64_t seed, std::string_view name) : state_(seed) {
    for (const char letter : name) state_ = (Next() ^ static_cast<uint8_t>(letter));
  }
  uint64_t Next() {
    uint64_t z = state_ += 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  // From 0 to n - 1. REQUIRES: n > 0. The bias, n / 2^64, does not matter here.
  size_t Below(size_t n) { return Next() % n; }

  // Every order alike (Fisher and Yates).
  template <typename T>
  void Shuffle(std::vector<T>& values) {
    for (size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[Below(i)]);
  }

 private:
  uint64_t state_;
};

}  // namespace racelab::explore

#endif  // RACELAB_CHECKER_EXPLORE_RNG_H_
