// expect: test library
#include <gtest/gtest.h>
void Count() {}
