// Tests of the thread-safety check: its reading of clang's words, and the check with a real clang.
#include "checker/check/thread_safety.h"

#include <string>
#include <vector>

#include "checker/base/files.h"
#include "checker/check/check.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace racelab {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST(ExplainThreadSafety, SaysWhatToDo) {
  EXPECT_THAT(ExplainThreadSafety("reading variable 'n_' requires holding mutex 'm_'"),
              HasSubstr("'n_' is read here without holding 'm_'"));
  EXPECT_THAT(ExplainThreadSafety("writing variable 'n_' requires holding mutex 'm_' exclusively"),
              HasSubstr("without holding 'm_' for writing"));
  EXPECT_THAT(ExplainThreadSafety(
                  "returning variable 'n_' by reference requires holding mutex 'm_' exclusively"),
              HasSubstr("return a copy"));
  EXPECT_THAT(ExplainThreadSafety("mutex 'm_' is not held on every path through here"),
              HasSubstr("lock it on all of them"));
  EXPECT_THAT(ExplainThreadSafety("mutex 'm_' is still held at the end of function"),
              HasSubstr("MutexLock"));
  EXPECT_EQ(ExplainThreadSafety("something new"), "something new");
}

TEST(ReadThreadSafetyLog, OnlyThreadSafetyWarningsOfTheSubmission) {
  const auto findings = ReadThreadSafetyLog(
      "a.cc:3:5: warning: unused variable 'x' [-Wunused-variable]\n"
      "./a.h:7:5: warning: reading variable 'n_' requires holding mutex 'm_' "
      "[-Wthread-safety-analysis]\n"
      "/usr/include/x.h:1:1: warning: mutex 'q' is still held at the end of function "
      "[-Wthread-safety-analysis]\n",
      {"a.cc", "a.h"}, "/stage");
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].kind, "thread-safety");
  EXPECT_EQ(findings[0].locations, (std::vector<Location>{{"a.h", 7, ""}}));
}

TEST(FindFieldGuard, ReadsTheTree) {
  const std::string ast =
      "Dumping bank::Account:\n"
      "CXXRecordDecl 0x1 <a.h:1:1, line:9:1> line:1:7 referenced class Account definition\n"
      "|-FieldDecl 0x2 <line:2:3, col:7> col:7 free_ 'int'\n"
      "|-CXXRecordDecl 0x3 <line:3:3> line:3:9 struct Inner definition\n"
      "| `-FieldDecl 0x4 <line:4:3> col:7 deep_ 'int'\n"
      "|   `-GuardedByAttr 0x5 <x.h:1:1>\n"
      "|-FieldDecl 0x6 <line:5:3, col:7> col:7 referenced balance_ 'int':'int'\n"
      "| `-GuardedByAttr 0x7 <x.h:1:1, col:2>\n"
      "`-FieldDecl 0x8 <line:6:3, col:7> col:7 log_ 'int *'\n"
      "  `-PtGuardedByAttr 0x9 <x.h:1:1, col:2>\n";
  EXPECT_EQ(FindFieldGuard(ast, "Account::balance_"), FieldGuard::kGuarded);
  EXPECT_EQ(FindFieldGuard(ast, "bank::Account::balance_"), FieldGuard::kGuarded);
  EXPECT_EQ(FindFieldGuard(ast, "Account::log_"), FieldGuard::kGuarded);
  EXPECT_EQ(FindFieldGuard(ast, "Account::free_"), FieldGuard::kUnguarded);
  EXPECT_EQ(FindFieldGuard(ast, "Account::deep_"), FieldGuard::kNoField);
  EXPECT_EQ(FindFieldGuard(ast, "Account::gone_"), FieldGuard::kNoField);
  EXPECT_EQ(FindFieldGuard(ast, "Count::balance_"), FieldGuard::kNoClass);
}

// Runs the check on an account whose class body and function bodies are given.
std::vector<std::string> Check(const std::string& fields, const std::string& functions) {
  auto stage = TempDir::Create("thread-safety-test-");
  EXPECT_TRUE(stage.ok());
  const std::string header =
      "#include \"absl/synchronization/mutex.h\"\nclass Account {\n public:\n"
      "  void Add(int n);\n  int Get() const;\n  int& Ref();\n private:\n" +
      fields + "};\n";
  EXPECT_TRUE(WriteFile(stage->path() / "account.h", header).ok());
  EXPECT_TRUE(WriteFile(stage->path() / "account.cc", "#include \"account.h\"\n" + functions).ok());
  CheckContext context;
  context.input = {.root = RACELAB_SOURCE_DIR,
                   .stage = stage->path(),
                   .edit = {"account.h", "account.cc"},
                   .given = {},
                   .libraries = {"absl"}};
  context.progress = [](const std::string&) {};
  CheckSpec spec;
  spec.guarded = {"Account::balance_"};
  CheckResult result;
  const absl::Status status = CheckThreadSafety(context, spec, result);
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_EQ(result.verdict == Verdict::kFail, !result.findings.empty());
  std::vector<std::string> messages;
  for (const Finding& finding : result.findings) messages.push_back(finding.message);
  return messages;
}

constexpr char kFields[] = "  mutable absl::Mutex m_;\n  int balance_ ABSL_GUARDED_BY(m_) = 0;\n";
constexpr char kRight[] =
    "void Account::Add(int n) { absl::MutexLock lock(&m_); balance_ += n; }\n"
    "int Account::Get() const { absl::ReaderMutexLock lock(&m_); return balance_; }\n";

TEST(CheckThreadSafety, ARightAnswerPasses) { EXPECT_THAT(Check(kFields, kRight), IsEmpty()); }

TEST(CheckThreadSafety, AnUnlockedAccessIsNamed) {
  EXPECT_THAT(Check(kFields, "void Account::Add(int n) { balance_ += n; }"),
              Contains(HasSubstr("'balance_' is written here without")));
}

TEST(CheckThreadSafety, AFieldWithoutGuardIsNamed) {
  EXPECT_THAT(Check("  mutable absl::Mutex m_;\n  int balance_ = 0;\n", kRight),
              ElementsAre(HasSubstr("does not say which mutex guards it")));
  EXPECT_THAT(Check("  mutable absl::Mutex m_;\n  int sum_ = 0;\n", ""),
              ElementsAre(HasSubstr("no longer a field")));
  EXPECT_THAT(
      Check("#undef ABSL_GUARDED_BY\n#define ABSL_GUARDED_BY(x)\n" + std::string(kFields), kRight),
      ElementsAre(HasSubstr("does not say which mutex guards it")));
}

TEST(CheckThreadSafety, SwitchingItOffIsFound) {
  EXPECT_THAT(Check(kFields,
                    "void Account::Add(int n) ABSL_NO_THREAD_SAFETY_ANALYSIS "
                    "{ balance_ += n; }"),
              ElementsAre(HasSubstr("switched off here")));
  EXPECT_THAT(Check(kFields,
                    "#pragma clang diagnostic ignored \"-Wthread-safety-analysis\"\n"
                    "void Account::Add(int n) { balance_ += n; }"),
              ElementsAre(HasSubstr("silences the thread-safety check")));
  EXPECT_THAT(Check(kFields,
                    "int Account::Get() const "
                    "{ return ABSL_TS_UNCHECKED_READ(balance_); }"),
              ElementsAre(HasSubstr("switched off here")));
}

TEST(CheckThreadSafety, CodeThatDoesNotCompileIsTheStudents) {
  EXPECT_THAT(Check(kFields, "void Account::Add(int n) { balance_ += m; }"),
              Contains(HasSubstr("does not compile this")));
}

}  // namespace
}  // namespace racelab
