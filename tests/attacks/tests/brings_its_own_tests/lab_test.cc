// A test that passes.
#include <gtest/gtest.h>

TEST(Functional, Passes) {}
