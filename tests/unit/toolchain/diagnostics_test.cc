// Tests of reading messages: each text is the real output of a compiler or linker, shortened.
#include "checker/toolchain/diagnostics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>

namespace racelab {

void PrintTo(const Diagnostic& d, std::ostream* out) {
  *out << d.file << ":" << d.line << (d.error ? " error " : " warning ") << d.message;
}

namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;

testing::Matcher<Diagnostic> Is(const std::string& file, int line, bool error,
                                const std::string& message) {
  return AllOf(Field(&Diagnostic::file, file), Field(&Diagnostic::line, line),
               Field(&Diagnostic::error, error), Field(&Diagnostic::message, HasSubstr(message)));
}

TEST(CompilerLog, ReadsClang) {
  EXPECT_THAT(
      ParseCompilerLog(
          "hits.cc:5:36: warning: declaration shadows a local variable [-Wshadow]\n"
          "    5 | int total() { int total = 3; { int total = 4; (void)total; } return total }\n"
          "      |                                    ^\n"
          "hits.cc:5:19: note: previous declaration is here\n"
          "hits.cc:5:74: error: expected ';' after return statement\n"
          "hits.cc:7:36: error: use of undeclared identifier 'nope'\n"
          "1 warning and 2 errors generated.\n",
          {"hits.cc"}),
      ElementsAre(Is("hits.cc", 5, false, "declaration shadows a local variable"),
                  Is("hits.cc", 5, true, "expected ';' after return statement"),
                  Is("hits.cc", 7, true, "use of undeclared identifier 'nope'")));
}

TEST(CompilerLog, ReadsGcc) {
  EXPECT_THAT(ParseCompilerLog("hits.cc: In function 'int hits::total()':\n"
                               "hits.cc:5:36: warning: declaration of 'total' shadows a previous "
                               "local [-Wshadow]\n"
                               "hits.cc:5:19: note: shadowed declaration is here\n"
                               "hits.cc:7:36: error: 'nope' was not declared in this scope\n"
                               "hits.cc:2:10: fatal error: nope.h: No such file or directory\n"
                               "compilation terminated.\n",
                               {"hits.cc"}),
              ElementsAre(Is("hits.cc", 5, false, "shadows a previous local"),
                          Is("hits.cc", 7, true, "'nope' was not declared"),
                          Is("hits.cc", 2, true, "nope.h: No such file")));
}

TEST(CompilerLog, MovesAnErrorOfALibraryToTheLineThatCausedItForClang) {
  EXPECT_THAT(
      ParseCompilerLog(
          "In file included from hits.cc:2:\n"
          "In file included from /usr/include/c++/12/vector:63:\n"
          "/usr/include/c++/12/bits/alloc_traits.h:518:4: error: no matching function for call to "
          "'construct_at'\n"
          "/usr/include/c++/12/bits/vector.tcc:117:21: note: in instantiation of function template "
          "specialization 'std::x' requested here\n"
          "hits.cc:7:86: note: in instantiation of function template specialization "
          "'std::vector<hits::NoCopy *>::emplace_back<double, int>' requested here\n"
          "/usr/include/c++/12/bits/stl_construct.h:94:5: note: candidate template ignored\n",
          {"hits.cc"}),
      ElementsAre(Is("hits.cc", 7, true, "no matching function")));
}

TEST(CompilerLog, MovesAnErrorOfALibraryToTheLineThatCausedItForGcc) {
  EXPECT_THAT(
      ParseCompilerLog(
          "In file included from /usr/include/c++/12/vector:63,\n"
          "                 from hits.cc:2:\n"
          "/usr/include/c++/12/bits/alloc_traits.h: In instantiation of 'construct':\n"
          "/usr/include/c++/12/bits/vector.tcc:117:30:   required from 'emplace_back'\n"
          "hits.cc:7:98:   required from here\n"
          "/usr/include/c++/12/bits/alloc_traits.h:518:28: error: no matching function for call\n"
          "/usr/include/c++/12/bits/stl_construct.h:94:5: note: candidate: 'template'\n"
          "/usr/include/c++/12/bits/stl_construct.h:96:17: error: invalid conversion\n",
          {"hits.cc"}),
      ElementsAre(Is("hits.cc", 7, true, "no matching function")));
}

TEST(CompilerLog, ShowsWhatAGivenFileSaysWhenNothingElseIsWrong) {
  EXPECT_THAT(ParseCompilerLog("lab_test.cc:9:3: error: no member named 'x' in 'S'\n"
                               "lab_test.cc:8:3: warning: unused variable 'y'\n",
                               {"hits.h"}),
              ElementsAre(Is("lab_test.cc", 9, true, "no member named 'x'")));
}

TEST(CompilerLog, ReportsEachMessageOnce) {
  EXPECT_THAT(ParseCompilerLog("a.h:1:1: warning: w\na.h:1:1: warning: w\n", {"a.h"}),
              ElementsAre(Is("a.h", 1, false, "w")));
}

TEST(CompilerLog, IgnoresWhatItDoesNotKnow) {
  EXPECT_THAT(ParseCompilerLog("", {"hits.cc"}), IsEmpty());
  EXPECT_THAT(ParseCompilerLog(":\n::::\nhits.cc\nhits.cc:\nhits.cc:9999999999999:1: error: x\n"
                               "hits.cc:1:\nhits.cc:1:1:\n\n\xff\xfe:3: error",
                               {"hits.cc"}),
              IsEmpty());
}

constexpr char kUndefined[] =
    "/usr/bin/ld: hits.cc: in function `hits::increment(int)':\n"
    "././hits.cc:4: undefined reference to `frob(int)'\n"
    "/usr/bin/ld: lab_test.cc: in function `main':\n"
    "././lab_test.cc:2: undefined reference to `hits::increment()'\n"
    "/usr/bin/ld: ././lab_test.cc:2: undefined reference to `hits::increment()'\n"
    "/usr/bin/ld: lab_test.cc:(.text+0x5): undefined reference to `hits::f(char const*, "
    "std::less<int>&)'\n"
    "collect2: error: ld returned 1 exit status\n";

TEST(LinkerLog, SaysWhichFunctionIsMissingAndWhoUsesIt) {
  EXPECT_THAT(
      ParseLinkerLog(kUndefined, {"hits.cc"}, {"lab_test.cc"}),
      ElementsAre(
          Is("hits.cc", 4, true, "hits.cc uses frob(int), which no file defines"),
          Is("", 0, true, "your files never define hits::increment(), which lab_test.cc uses"),
          Is("", 0, true, "never define hits::f(char const*, std::less<int>&), which")));
}

TEST(LinkerLog, SaysWhatIsDefinedTwice) {
  EXPECT_THAT(
      ParseLinkerLog("/usr/bin/ld: checker/harness/main.cc: in function `main':\n"
                     "././checker/harness/main.cc:2: multiple definition of `main'; "
                     "hits.cc:././hits.cc:6: first defined here\n"
                     "/usr/bin/ld: hits.cc: in function `__tsan_default_options':\n"
                     "././hits.cc:4: multiple definition of `__tsan_default_options'; "
                     "checker/harness/symbols.cc:././checker/harness/symbols.cc:7: first defined "
                     "here\n"
                     "/usr/bin/ld: b.cc:(.bss+0x0): multiple definition of `hits::n'; "
                     "hits.cc:(.bss+0x0): first defined here\n",
                     {"hits.cc", "b.cc"}, {"lab_test.cc"}),
      ElementsAre(
          Is("hits.cc", 6, true,
             "hits.cc defines main, but checker/harness/main.cc defines it too"),
          Is("hits.cc", 4, true, "defines __tsan_default_options, but checker/harness/symbols.cc"),
          Is("b.cc", 0, true, "b.cc defines hits::n, but hits.cc defines it too; keep one")));
}

TEST(LinkerLog, DoesNotBlameTheStudentForTheChecker) {
  EXPECT_THAT(
      ParseLinkerLog("/usr/bin/ld: checker/harness/main.cc:12: undefined reference to `frob'\n"
                     "/usr/bin/ld: cannot find -lnope: No such file or directory\n"
                     "collect2: error: ld returned 1 exit status\n",
                     {"hits.cc"}, {"lab_test.cc"}),
      IsEmpty());
  EXPECT_THAT(ParseLinkerLog("undefined reference to `\nmultiple definition of `", {"a.cc"}, {}),
              IsEmpty());
}

}  // namespace
}  // namespace racelab
