// Tests of the calls for accesses that clang's ThreadSanitizer leaves out.
#include "checker/toolchain/odd_sizes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace racelab {
namespace {

using testing::HasSubstr;

TEST(OddSizes, ALoadAndAStoreGetACall) {
  EXPECT_EQ(ShowOddSizes("  %5 = load i24, i24* %4, align 4, !dbg !12\n"
                         "  store i24 %7, i24* bitcast (%struct.S* @s to i24*), align 4\n"),
            "  %\"odd 0\" = bitcast i24* %4 to i8*\n"
            "  call void @__tsan_read_range(i8* %\"odd 0\", i64 3), !dbg !12\n"
            "  %5 = load i24, i24* %4, align 4, !dbg !12\n"
            "  %\"odd 1\" = bitcast i24* bitcast (%struct.S* @s to i24*) to i8*\n"
            "  call void @__tsan_write_range(i8* %\"odd 1\", i64 3)\n"
            "  store i24 %7, i24* bitcast (%struct.S* @s to i24*), align 4\n"
            "declare void @__tsan_read_range(i8*, i64)\n"
            "declare void @__tsan_write_range(i8*, i64)\n");
}

TEST(OddSizes, PointersWithoutTypes) {
  EXPECT_THAT(ShowOddSizes("  %2 = load volatile x86_fp80, ptr @sum, align 16\n"),
              HasSubstr("  call void @__tsan_read_range(ptr @sum, i64 10)\n"));
  EXPECT_THAT(ShowOddSizes("  store <8 x float> %1, ptr %2, align 32\n"),
              HasSubstr("  call void @__tsan_write_range(ptr %2, i64 32)\n"));
}

TEST(OddSizes, WhatThreadSanitizerSeesStays) {
  for (const char* line :
       {"  %1 = load i1, i1* %2, align 1", "  store i32 0, i32* %1, align 4",
        "  store <4 x float> %1, ptr %2, align 16", "  %3 = load i128, ptr %2, align 16",
        "  %4 = load atomic i24, ptr %2 seq_cst, align 4", "  %5 = load { i64, i64 }, ptr %2",
        "  %6 = load void (i24, i24)*, void (i24, i24)** %2, align 8", "@load = global i24 0"}) {
    EXPECT_EQ(ShowOddSizes(line), line);
  }
}

TEST(OddSizes, WhatIsDeclaredIsNotDeclaredAgain) {
  const std::string code = "declare void @__tsan_read_range(ptr, i64)\n";
  const std::string changed = ShowOddSizes("  %1 = load i24, ptr %2, align 4\n" + code);
  EXPECT_EQ(changed.find(code), changed.rfind(code));
}

}  // namespace
}  // namespace racelab
