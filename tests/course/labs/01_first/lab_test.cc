// The driver of the miniature lab.
#include <gtest/gtest.h>

#include "first.h"

TEST(Functional, IsOne) { EXPECT_EQ(First(), 1); }
