// expect: leaves the lab
#include "../../solutions/01_lost_update/hit_counter.cc"
void Count() {}
