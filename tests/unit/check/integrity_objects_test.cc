// Tests of the scans of nm and objdump output, without a compiler.
#include <string>
#include <vector>

#include "checker/check/integrity.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace racelab {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<Finding> Symbols(const std::string& nm) {
  return ScanSymbols("hits.cc", nm, [](const std::string& name) { return name == "nanosleep"; });
}

TEST(ScanSymbols, WhatCompilersEmitIsFine) {
  EXPECT_THAT(Symbols("                 U __tsan_init\n                 U __tsan_read_range\n"
                      "                 U __tsan_unaligned_read8\n"
                      "                 U __tsan_mutex_create\n"
                      "0000000000000000 r __tsan_mutex_read_lock\n"
                      "0000000000000010 T _Z5Countv\n0000000000000010 W _ZNSt6vectorIiED1Ev\n"
                      "0000000000000010 T OnSignal\n0000000000000000 B nanosleep\n"
                      "0000000000000010 T _ZNKSt4hashI3FooEclERKS0_\n"
                      "                 U nanosleep\n                 w environ\n"
                      "                 w racelab_exploring\n                 U __dso_handle\n"),
              IsEmpty());
}

TEST(ScanSymbols, AttacksAreNamed) {
  const std::pair<const char*, const char*> attacks[] = {
      {"                 U __tsan_acquire\n", "__tsan_acquire"},
      {"                 w __tsan_release\n", "__tsan_release"},
      {"0000000000000000 T __tsan_write4\n", "__tsan_write4"},
      {"0000000000000000 W __tsan_default_options\n", "__tsan_default_options"},
      {"                 U AnnotateIgnoreReadsBegin\n", "AnnotateIgnoreReadsBegin"},
      {"0000000000000000 T nanosleep\n", "nanosleep"},
      {"0000000000000000 W nanosleep\n", "nanosleep"},
      {"0000000000000000 T main\n", "main()"},
      {"0000000000000000 i _Z5Countv\n", "Count()"},
      {"0000000000000000 T _Znwm\n", "operator new"},
      {"0000000000000000 T _ZN4absl5Mutex4LockEv\n", "absl::Mutex::Lock()"},
      {"                 U _ZN7racelab10RecordLine5NonceEv\n", "racelab::RecordLine::Nonce()"},
      {"                 U _ZN7testing8UnitTest11GetInstanceEv\n", "testing::UnitTest"},
      {"                 w racelab_complete\n", "racelab_complete"},
      {"                 U __bss_start\n", "finds its own memory"},
      {"                 U main\n", "belongs to the tests"},
  };
  for (const auto& [line, word] : attacks) {
    const auto findings = Symbols(line);
    ASSERT_THAT(findings, SizeIs(1)) << line;
    EXPECT_THAT(findings[0].message, HasSubstr(word));
    EXPECT_EQ(findings[0].locations[0].file, "hits.cc");
  }
}

TEST(ScanSections, OnlySectionsThatRunEarlyOrLate) {
  EXPECT_THAT(
      ScanSections("a.cc", "  0 .text         00000040  0\n  8 .init_array   00000008  0\n"),
      IsEmpty());
  EXPECT_THAT(ScanSections("a.cc", "  8 .init_array.00101 00000008  0\n"), SizeIs(1));
  EXPECT_THAT(ScanSections("a.cc", "  8 .preinit_array 00000008  0\n"), SizeIs(1));
}

// The names of the functions that this disassembly shows to be bare.
std::vector<std::string> Bare(const std::string& body) {
  std::vector<std::string> names;
  for (const BareFunction& bare : FindBareFunctions("0000000000000000 <F>:\n" + body)) {
    names.push_back(bare.symbol);
  }
  return names;
}

TEST(FindBareFunctions, WatchedCode) {
  EXPECT_THAT(Bare("   0:\tcall   5 <F+0x5>\n\t\t\t1: R_X86_64_PLT32\t__tsan_func_entry-0x4\n"
                   "   5:\tcall   a <F+0xa>\n\t\t\t6: R_X86_64_PLT32\tG-0x4\n"),
              IsEmpty());
  EXPECT_THAT(Bare("   0:\tcall   5 <F+0x5>\n\t\t\t1: R_X86_64_PLT32\t__tsan_write4-0x4\n"
                   "   5:\tmov    %eax,0x0(%rip)\n\t\t\t6: R_X86_64_PC32\thits-0x4\n"),
              IsEmpty());
}

TEST(FindBareFunctions, HiddenCode) {
  EXPECT_THAT(Bare("   5:\tcall   a <F+0xa>\n\t\t\t6: R_X86_64_PLT32\tG-0x4\n"), SizeIs(1));
  EXPECT_THAT(Bare("   5:\tcall   a <G>\n"), SizeIs(1)) << "a call within the file";
  EXPECT_THAT(Bare("   0:\tmov    %eax,0x0(%rip)        # 6 <F+6>\n"), SizeIs(1));
  EXPECT_THAT(Bare("   0:\tmov    %eax,0x0\n\t\t\t1: R_X86_64_32S\thits\n"), SizeIs(1));
  EXPECT_THAT(Bare("   0:\tmov    (%rax),%eax\n   5:\tmov    %edx,(%rax)\n   7:\tret\n"),
              SizeIs(1));
  EXPECT_THAT(Bare("   0:\tcall   5 <F+0x5>\n\t\t\t1: R_X86_64_PLT32\t__tsan_func_entry-0x4\n"
                   "   5:\tmov    %eax,0x0(%rip)\n\t\t\t6: R_X86_64_PC32\thits-0x4\n"),
              SizeIs(1))
      << "clang's no_sanitize keeps the entry";
}

TEST(FindBareFunctions, CodeThatNeedsNoWatching) {
  EXPECT_THAT(Bare("   0:\tmov    %edi,-0x4(%rbp)\n   3:\tmov    -0x4(%rbp),%eax\n   7:\tret\n"),
              IsEmpty())
      << "its own stack";
  EXPECT_THAT(Bare("   0:\tlea    0x0(%rip),%rcx\n\t\t\t3: R_X86_64_PC32\ttable-0x4\n"
                   "   7:\tmov    (%rcx,%rax,4),%eax\n"),
              IsEmpty())
      << "a table of constants";
  EXPECT_THAT(Bare("   0:\tmov    %rdi,-0x8(%rbp)\n   4:\tmov    %rdx,(%rax)\n"
                   "   7:\tmov    -0x8(%rbp),%rax\n   b:\tpop    %rbp\n   c:\tret\n"),
              IsEmpty())
      << "g++ writing to the object that it returns";
  EXPECT_THAT(Bare("   0:\tnopw   0x0(%rax,%rax,1)\n   6:\tfaddp  %st,%st(1)\n   8:\tret\n"),
              IsEmpty());
}

TEST(FindBareFunctions, LineInformationIsRead) {
  const auto bare = FindBareFunctions(
      "0000000000000000 <_Z1Fv>:\n_Z1Fv():\n./hits.cc:12 (discriminator 1)\n"
      "   0:\tmov    %eax,0x0(%rip)\n./hits.cc:13\n   6:\tret\n");
  ASSERT_THAT(bare, SizeIs(1));
  EXPECT_EQ(EditFileOf(bare[0].file, {"hits.cc"}, "/stage"), "hits.cc");
  EXPECT_EQ(bare[0].line, 12);
}

}  // namespace
}  // namespace racelab
