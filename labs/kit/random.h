// Random numbers for tests: repeatable from one seed, which a failing check prints.
#ifndef RACELAB_LABS_KIT_RANDOM_H_
#define RACELAB_LABS_KIT_RANDOM_H_

#include <cstdint>
#include <cstdlib>
#include <random>

namespace kit {

// The seed of this run: $RACELAB_SEED, or 1.
inline uint64_t Seed() {
  const char* text = std::getenv("RACELAB_SEED");
  return text == nullptr ? 1 : std::strtoull(text, nullptr, 10);
}

// One stream of random numbers; another `salt` gives another stream of the same seed.
// **Thread safety**: none; give each thread its own, with its number as the salt.
class Random {
 public:
  explicit Random(uint64_t salt = 0) : engine_(Seed() * 0x9e3779b97f4a7c15u + salt) {}

  // A number in [lo, hi]. REQUIRES: lo <= hi.
  int Between(int lo, int hi) { return std::uniform_int_distribution<int>(lo, hi)(engine_); }

 private:
  std::mt19937_64 engine_;
};

// The next number in [lo, hi] of the calling thread's stream with salt 0: for sizes and counts
// that a test draws before it starts its threads. REQUIRES: lo <= hi.
inline int RandomBetween(int lo, int hi) {
  thread_local Random random;
  return random.Between(lo, hi);
}

}  // namespace kit

#endif  // RACELAB_LABS_KIT_RANDOM_H_
