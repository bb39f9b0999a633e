// expect: build (exit 4): leaves the lab's folder
// Includes the reference solution.
#include "../../solutions/01_lost_update/hit_counter.cc"
