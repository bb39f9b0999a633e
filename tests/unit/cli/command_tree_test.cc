// Tests of what is generated from the tree of commands, and of the reference beside it.
#include "checker/cli/command_tree.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "checker/base/files.h"
#include "checker/cli/completion.h"
#include "checker/cli/man_page.h"

namespace racelab {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

CommandSpec Find(const std::string& name) {
  for (const CommandSpec& command : CommandTree()) {
    if (command.name == name) return command;
  }
  ADD_FAILURE() << "no command " << name;
  return {};
}

OptionSpec Find(const CommandSpec& command, const std::string& name) {
  for (const OptionSpec& option : command.options) {
    if (option.name == name) return option;
  }
  ADD_FAILURE() << command.name << " has no " << name;
  return {};
}

TEST(CommandTree, KnowsWhatValuesAre) {
  const CommandSpec check = Find("check");
  EXPECT_TRUE(Find(check, "LAB").positional && Find(check, "LAB").required);
  EXPECT_EQ(Find(check, "LAB").value, "LAB");
  EXPECT_EQ(Find(check, "--quick").value, "");
  EXPECT_EQ(Find(check, "--submission").value, "DIR");
  EXPECT_TRUE(Find(check, "--report").repeatable);
  EXPECT_THAT(Find(check, "--report").choices, AllOf(Contains("junit"), Contains("lines")));
  EXPECT_THAT(Find(Find("explore"), "--report").choices, Not(Contains("junit")));
  EXPECT_THAT(Find(Find("explore"), "--strategy").choices, Contains("dpor"));
  EXPECT_EQ(Find(Find("verify"), "--jobs").value, "N");
  EXPECT_THAT(Find(check, "--require-isolation").choices, Contains("all"));
}

TEST(CommandTree, EveryValueHasANameOfOurs) {
  for (const CommandSpec& command : CommandTree()) {
    EXPECT_NE(command.name, "supervise");
    for (const OptionSpec& option : command.options) {
      EXPECT_NE(option.value, "TEXT") << command.name << " " << option.name;
      EXPECT_NE(option.value, "INT") << command.name << " " << option.name;
      EXPECT_NE(option.text, "") << command.name << " " << option.name;
    }
  }
}

TEST(CommandTree, TheReferenceNamesEveryCommandAndOption) {
  const std::string reference = *ReadFile(RACELAB_SOURCE_DIR "/docs/reference/cli.md");
  for (const CommandSpec& command : CommandTree()) {
    EXPECT_THAT(reference, HasSubstr("`" + command.name)) << "no row for the command";
    for (const OptionSpec& option : command.options) {
      if (option.positional || option.name == "-h,--help") continue;
      EXPECT_THAT(reference, HasSubstr("`" + option.name)) << "of " << command.name;
    }
  }
}

TEST(ManPage, EscapesWhatRoffWouldRead) {
  const std::string page = ManPage({{"x", ".dot \\ back-slash", {{"--a-b", "N", "'quote"}}}}, "1");
  EXPECT_THAT(page, AllOf(HasSubstr("\n\\&.dot \\e back\\-slash.\n"),
                          HasSubstr("\n\\fB\\-\\-a\\-b\\fR \\fIN\\fR\n\\&'quote\n")));
}

TEST(Completion, QuotesTheFolderOfTheLabs) {
  EXPECT_THAT(CompletionScript("bash", {}, "/a b/it's"), HasSubstr("='/a b/it'\\''s'\n"));
  EXPECT_THAT(CompletionScript("fish", {}, "/a b/it's"), HasSubstr(" '/a b/it\\'s'\n"));
}

}  // namespace
}  // namespace racelab
