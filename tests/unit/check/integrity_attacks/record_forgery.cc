// expect: RACELAB_
#include <cstdlib>
const char* Descriptor() {
  return std::getenv(
      "RACELAB_"
      "RECORD_FD");
}
void Count() {}
