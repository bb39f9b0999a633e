// expect: build (exit 4): belongs to the checker
// Includes the reference solution by its path from the root of the repository.
#include "solutions/01_lost_update/hit_counter.cc"
