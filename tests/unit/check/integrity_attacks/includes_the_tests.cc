// expect: is compiled on its own
#include "lab_test.cc"
