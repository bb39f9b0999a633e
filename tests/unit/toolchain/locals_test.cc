// Tests of the way that local arrays and structures take past clang.
#include "checker/toolchain/locals.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

namespace racelab {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::optional<TwoSteps> StepsOf(const std::string& line, const std::string& family = "clang") {
  return InTwoSteps(absl::StrSplit(line + " -fsanitize=thread", ' '), family, "out/a.o");
}

std::string Function(const std::string& name, const std::string& body) {
  return "define i32 @" + name + "() {\n" + body + "}\n";
}

TEST(Locals, AnArraysAddressTakesAWay) {
  EXPECT_EQ(ShowLocals(Function("main",
                                "  %1 = alloca [2 x i32], align 4\n"
                                "  store i32 0, i32* %3, align 4\n"
                                "  call void @llvm.dbg.declare(metadata [2 x i32]* %1, "
                                "metadata !9, metadata !DIExpression()), !dbg !7\n")),
            Function("main",
                     "  %\"hidden 1\" = alloca [2 x i32], align 4\n"
                     "  %\"number 1\" = ptrtoint [2 x i32]* %\"hidden 1\" to i64\n"
                     "  %1 = inttoptr i64 %\"number 1\" to [2 x i32]*\n"
                     "  store i32 0, i32* %3, align 4\n"
                     "  call void @llvm.dbg.declare(metadata [2 x i32]* %\"hidden 1\", "
                     "metadata !9, metadata !DIExpression()), !dbg !7\n"));
}

TEST(Locals, PointersWithoutTypes) {
  const std::string changed = ShowLocals(Function("main",
                                                  "  %\"a b\" = alloca %\"class.A, B\", align 8\n"
                                                  "  store i32 0, ptr %x, align 4\n"
                                                  "    #dbg_declare(ptr %\"a b\", !9, !8, !7)\n"));
  EXPECT_THAT(changed, HasSubstr("  %\"hidden a b\" = alloca %\"class.A, B\", align 8\n"));
  EXPECT_THAT(changed, HasSubstr("%\"a b\" = inttoptr i64 %\"number a b\" to ptr\n"));
  EXPECT_THAT(changed, HasSubstr("#dbg_declare(ptr %\"hidden a b\", !9"));
}

TEST(Locals, AnArrayOfAnyLengthHasPartsToo) {
  EXPECT_THAT(ShowLocals(Function("main", "  %vla = alloca i32, i64 %4, align 16\n")),
              HasSubstr("%vla = inttoptr"));
}

TEST(Locals, WhatHasNoPartsStays) {
  const std::string code =
      "@text = constant [2 x i8] c\"}\\0A\"\n" +
      Function("main", "  %1 = alloca i32, align 4\n  %2 = alloca i32*, align 8, !dbg !7\n");
  EXPECT_EQ(ShowLocals(code), code);
}

TEST(Locals, CoroutinesAndTheLibraryStay) {
  for (const char* name : {"_ZNSt6vectorIiE4pushEv", "_ZNKSt8functionIFvvEEclEv", "_ZSt4moveIiEv",
                           "_ZN9__gnu_cxx3addEv"}) {
    const std::string code = Function(name, "  %1 = alloca [2 x i32], align 4\n");
    EXPECT_EQ(ShowLocals(code), code);
  }
  EXPECT_THAT(ShowLocals(Function("_ZN5Stack4pushEv", "  %1 = alloca [2 x i32], align 4\n")),
              HasSubstr("inttoptr"));
  const std::string coroutine =
      Function("task", "  %1 = alloca [2 x i32], align 4\n  call i8* @llvm.coro.begin(token %2)\n");
  EXPECT_EQ(ShowLocals(coroutine), coroutine);
}

TEST(Locals, OneSourceToOneObjectTakesTwoSteps) {
  const auto steps = StepsOf("-O2 -DX -MD -c -x c++ a.inc -x none");
  ASSERT_TRUE(steps);
  EXPECT_EQ(absl::StrJoin(steps->to_code, " "),
            "-O2 -DX -MD -x c++ a.inc -fsanitize=thread -MF out/a.d -MT out/a.o -S -emit-llvm "
            "-Xclang -disable-llvm-passes");
  EXPECT_EQ(absl::StrJoin(steps->to_object, " "),
            "-O2 -DX -fsanitize=thread -Qunused-arguments -c -x ir");
}

TEST(Locals, OtherCallsTakeOne) {
  EXPECT_FALSE(StepsOf("-c a.cc", "gcc"));
  for (const char* line : {"-S a.cc", "-c a.cc b.cc", "a.o -o a", "-c a.S", "-c -emit-llvm a.c",
                           "-fsyntax-only a.cc", "-x c++-header a.h"}) {
    EXPECT_FALSE(StepsOf(line)) << line;
  }
  EXPECT_FALSE(InTwoSteps({"-c", "a.cc"}, "clang", "a.o"));
}

}  // namespace
}  // namespace racelab
