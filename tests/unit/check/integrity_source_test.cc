// Tests of the scans of source text, without a compiler.
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

// The findings for a file hits.cc with this text, as the preprocessor would hand it on.
std::vector<Finding> Scan(const std::string& text) {
  return ScanTokens(OwnTokensOf("# 1 \"hits.cc\"\n" + text, {"hits.cc"}, "/stage"));
}

std::vector<Finding> Directives(const std::string& text, const std::string& file = "hits.cc") {
  return ScanDirectives(file, text, {file}, {"Ship", "EXPECT_EQ"});
}

TEST(OwnTokens, OnlyTheSubmissionsLinesCountWithTheirNumbers) {
  const OwnTokens own = OwnTokensOf(
      "# 1 \"hits.cc\"\n# 1 \"/usr/include/mutex\" 1 3\nint a;\n# 7 \"hits.cc\" 2\n\nint b;\n"
      "# 1 \"/stage/hits.h\" 1\nint c;\n# 1 \"other/hits.cc\" 1\nint d;\n",
      {"hits.cc", "hits.h"}, "/stage");
  ASSERT_EQ(own.size(), 2u);
  ASSERT_THAT(own.at("hits.cc"), SizeIs(3));
  EXPECT_EQ(own.at("hits.cc")[1].text, "b");
  EXPECT_EQ(own.at("hits.cc")[1].line, 8);
  EXPECT_EQ(own.at("hits.h")[1].text, "c");
}

TEST(OwnTokens, AMarkerInARawStringIsText) {
  const OwnTokens own =
      OwnTokensOf("# 1 \"hits.cc\"\nR\"(\n# 1 \"/usr/include/x\" 3\n)\"; asm\n", {"hits.cc"}, "");
  ASSERT_THAT(own.at("hits.cc"), SizeIs(3));
  EXPECT_EQ(own.at("hits.cc")[2].text, "asm");
}

struct Attack {
  const char* text;
  const char* word;  // that the message names
};

class Attacks : public testing::TestWithParam<Attack> {};

TEST_P(Attacks, AreFound) {
  const std::vector<Finding> findings = Scan(std::string("int before;\n") + GetParam().text);
  ASSERT_THAT(findings, Not(IsEmpty())) << GetParam().text;
  EXPECT_THAT(findings[0].message, HasSubstr(GetParam().word));
  EXPECT_EQ(findings[0].kind, "integrity");
  EXPECT_EQ(findings[0].locations, (std::vector<Location>{{"hits.cc", 2, ""}}));
}

INSTANTIATE_TEST_SUITE_P(
    Table, Attacks,
    testing::Values(
        Attack{"__attribute__((no_sanitize(\"thread\"))) void F();", "no_sanitize"},
        Attack{"__attribute((__no_sanitize_thread__)) void F();", "no_sanitize_thread"},
        Attack{"[[gnu::no_sanitize_thread]] void F();", "no_sanitize_thread"},
        Attack{"[[using clang: noinline, no_sanitize(\"thread\")]] void F();", "no_sanitize"},
        Attack{"<:<:clang::disable_sanitizer_instrumentation:>:> void F();",
               "disable_sanitizer_instrumentation"},
        Attack{"__attribute__((noinline, constructor(101))) void F();", "constructor"},
        Attack{"int x __attribute__((section(\".init_array\")));", "section"},
        Attack{"void F() __attribute__((ifunc(\"G\")));", "ifunc"},
        Attack{"[[gnu::optimize(\"O3\")]] void F();", "optimize"},
        Attack{"[[gnu::weak]] void F();", "weak"},
        Attack{"void F() { __asm__ volatile(\"nop\"); }", "__asm__"},
        Attack{"void F(int* p) { asm volatile(\"\" : \"+m\"(*p)); }", "asm"},
        Attack{"asm(\"\" \".section .init_array\");", "asm"},
        Attack{"void F() { asm(\"pause; incl hits\" ::: \"memory\"); }", "asm"},
        Attack{"extern \"C\" void __tsan_acquire(void*);", "__tsan_acquire"},
        Attack{"void F() { ::__tsan_release(0); }", "__tsan_release"},
        Attack{"void F() { AnnotateIgnoreReadsBegin(\"f\", 1); }", "AnnotateIgnoreReadsBegin"},
        Attack{"void* p = dlsym(0, \"x\");", "dlsym"},
        Attack{"int r = pthread_setaffinity_np(a, b, c);", "pins"},
        Attack{"const char* s = \"RACELAB\" \"_NONCE\";", "RACELAB_"},
        Attack{"int f = open(\"/proc/self/mem\", 2);", "/proc/self/mem"},
        Attack{"char** e = environ;", "environ"},
        Attack{"auto* t = ::testing::UnitTest::GetInstance();", "testing"},
        Attack{"namespace kit { class StartGate; }", "kit"},
        Attack{"#pragma GCC optimize(\"O1\")", "optimize"},
        Attack{"#pragma clang attribute push(__attribute__((noinline)), apply_to = function)",
               "attribute"},
        Attack{"#pragma clang diagnostic ignored \"-Wthread-safety\"", "thread-safety"}),
    [](const auto& test) { return "Attack" + std::to_string(test.index); });

class Honest : public testing::TestWithParam<const char*> {};

TEST_P(Honest, CodeIsNotAccused) { EXPECT_THAT(Scan(GetParam()), IsEmpty()) << GetParam(); }

INSTANTIATE_TEST_SUITE_P(
    Table, Honest,
    testing::Values(
        "int section = 1, alias, naked, constructor, optimize, testing = weak;",
        "const char* s = \"asm no_sanitize __tsan_read4\"; volatile int v;",
        "[[maybe_unused, nodiscard]] int a[[maybe_unused]] = b[c[1]];",
        "__attribute__((visibility(\"default\"), noinline, guarded_by(mu))) int x;",
        "int n __attribute__((guarded_by(section)));",
        "struct S { void dlopen(); }; void F(S s) { s.dlopen(); mine::ptrace(); }",
        "extern char** environ;\nint r = posix_spawn(&p, \"x\", 0, 0, argv, environ);",
        "void F() { _exit(0); std::exit(1); abort(); kill(getppid(), SIGUSR1); raise(2); }",
        "using namespace std; namespace mine { struct thread {}; }",
        "#pragma GCC diagnostic ignored \"-Wunused-parameter\"\n#pragma once",
        "#pragma GCC unroll 4\n#pragma GCC diagnostic push",
        "void F() { asm volatile(\"pause\"); __asm__ __volatile__(\"\" ::: \"memory\"); }",
        "void F() { asm(\"rep; nop\" : : : \"memory\"); asm volatile(\"yield\" ::); }",
        "auto f = [&] { return x[[] { return 0; }]; };"),
    [](const auto& test) { return "Honest" + std::to_string(test.index); });

TEST(ScanText, SizeAndZeroBytes) {
  EXPECT_THAT(ScanText("a.cc", "int a;\xff\n"), IsEmpty());
  EXPECT_THAT(ScanText("a.cc", std::string(kMaxSourceBytes, ' ')), IsEmpty());
  EXPECT_THAT(ScanText("a.cc", std::string(kMaxSourceBytes + 1, ' ')), SizeIs(1));
  const auto findings = ScanText("a.cc", std::string("int a;\n\0", 8));
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].locations[0].line, 2);
}

TEST(ScanDirectives, ForgedLinesAndForeignFiles) {
  for (const char* text :
       {"#line 7 \"x.cc\"", "# 1 \"/usr/include/x\" 1 3", "%: line 3", "#/**/line 3",
        "#include \"/etc/passwd\"", "#include \"../../solutions/a.cc\"", "#include <checker/a.h>",
        "#include \"lab_test.cc\"", "#include \"labs/02_x/y.h\"", "#include <gtest/gtest.h>",
        "#include <sanitizer/tsan_interface.h>", "#include MACRO", "#embed \"x\"",
        "#pragma GCC system_header", "#include \"docs/a.md\"", "#include \".racelab/a\"",
        "#inc\\\nlude \"lab_test.cc\""}) {
    EXPECT_THAT(Directives(text), SizeIs(1)) << text;
  }
}

TEST(ScanDirectives, OrdinaryDirectives) {
  for (const char* text :
       {"#include <mutex>", "#include \"hits.h\" // line 3", "#include \"labs/kit/threads.h\"",
        "#include <boost/thread.hpp>", "#define LINE 3\n#ifdef LINE\n#endif", "#error don't",
        "/*\n#line 3\n*/", "auto s = R\"(\n#line 3\n)\";", "#define Ship Receive"}) {
    EXPECT_THAT(Directives(text), IsEmpty()) << text;
  }
}

TEST(ScanDirectives, AHeadersMacrosMustNotChangeTheTests) {
  for (const char* text : {"#define Ship(a, b) true", "#undef EXPECT_EQ", "#define if while",
                           "#define ABSL_GUARDED_BY(x)", "#define EXPECT_TRUE(x)"}) {
    EXPECT_THAT(Directives(text, "hits.h"), SizeIs(1)) << text;
  }
  EXPECT_THAT(
      Directives("#ifndef RACELAB_HITS_H_\n#define RACELAB_HITS_H_\n#define LOCK(m) 1\n", "hits.h"),
      IsEmpty());
}

TEST(CompareOwnTokens, NamesEachLineThatDiffers) {
  const OwnTokens a = {{"hits.cc", Tokens("int a;\nint b;\nint c;")}};
  const OwnTokens b = {{"hits.cc", Tokens("int a;\n\nint d;")}};
  EXPECT_THAT(CompareOwnTokens(a, a, "x"), IsEmpty());
  EXPECT_THAT(CompareOwnTokens(a, {}, "x"), IsEmpty());
  const auto findings = CompareOwnTokens(a, b, "when the race detector is on");
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].locations, (std::vector<Location>{{"hits.cc", 2, ""}, {"hits.cc", 3, ""}}));
  EXPECT_EQ(CompareOwnTokens(b, a, "x")[0].locations.size(), 2u);
}

std::vector<Finding> Forbidden(const std::string& text, const std::string& entry) {
  const OwnTokens own = {{"hits.cc", Tokens(text)}};
  return ScanForbidden(own, own, {entry});
}

TEST(ScanForbidden, QualifiedNamesAndTheirDisguises) {
  const std::string entry = "std::thread: this lab is about processes";
  for (const char* text : {"std::thread t;", "::std::thread t;", "std :: /*x*/ thread t;",
                           "using namespace std; thread t(f);", "using std::thread; int x;",
                           "using std::thread;\nthread t;", "namespace s = std; s::thread t;",
                           "auto f() { return std::thread(g); }", "using T = std::thread;"}) {
    EXPECT_THAT(Forbidden(text, entry), SizeIs(1)) << text;
  }
  for (const char* text :
       {"boost::thread t;", "int thread = 3;", "mine::std::thread t;", "x.thread = 1;",
        "std::this_thread::yield();", "using namespace std; p->thread();", "// std::thread"}) {
    EXPECT_THAT(Forbidden(text, entry), IsEmpty()) << text;
  }
  EXPECT_THAT(Forbidden("std::thread t;", entry)[0].message, HasSubstr("about processes"));
}

TEST(ScanForbidden, PlainNames) {
  for (const char* text : {"fork();", "return ::fork();", "auto f = &fork;", "if (!fork()) x();"}) {
    EXPECT_THAT(Forbidden(text, "fork: use threads"), SizeIs(1)) << text;
  }
  for (const char* text : {"knife.fork();", "mine::fork();", "void fork();", "p->fork = 1;"}) {
    EXPECT_THAT(Forbidden(text, "fork: use threads"), IsEmpty()) << text;
  }
  EXPECT_THAT(Forbidden("std::exit(1);", "exit"), SizeIs(1));
}

TEST(ScanForbidden, MacrosCountOnLinesThatTheCompilerSees) {
  const OwnTokens own = {{"hits.cc", Tokens("int a;\n\nint c __attribute__((x));")}};
  const OwnTokens raw = {{"hits.cc", Tokens("int a;\nMACRO int b;\nint c MACRO;")}};
  const auto findings = ScanForbidden(own, raw, {"MACRO: no"});
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].locations, (std::vector<Location>{{"hits.cc", 3, ""}}));
}

TEST(ScanForbiddenSymbols, FindsWhatALibraryCallsForTheStudent) {
  const std::string nm =
      "                 U pthread_create@GLIBC_2.34\n                 w sem_wait\n"
      "0000000000000000 T fork\n";
  const auto findings =
      ScanForbiddenSymbols("hits.cc", nm, {"pthread_create: no threads", "sem_wait", "fork"});
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].kind, "forbidden");
  EXPECT_THAT(findings[0].message, HasSubstr("'pthread_create' must not be used here: no threads"));
}

TEST(ScanIncludes, LooksAtNothingElse) {
  EXPECT_THAT(ScanIncludes("hits.cc", "#line 7\n#include <mutex>\n", {"hits.cc"}), IsEmpty());
  EXPECT_THAT(ScanIncludes("hits.cc", "#include \"/etc/passwd\"\n", {"hits.cc"}), SizeIs(1));
}

}  // namespace
}  // namespace racelab
